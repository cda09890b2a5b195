package dev.parlance.conformance.play;

import java.io.IOException;
import java.util.Set;

/**
 * Something that a step can do.
 *
 * @param options the members that such a step may have beside the common ones
 * @param looksOnly whether it only looks at what there is, so that the scenario may go on when it fails
 * @param action what is done
 */
record Verb(Set<String> options, boolean looksOnly, Action action) {
    /** Does a step; ends normally if all is as expected. */
    interface Action {
        void act(Stage stage, Options step) throws Broken, IOException, InterruptedException;
    }

    static Verb does(Action action, String... options) {
        return new Verb(Set.of(options), false, action);
    }

    static Verb looks(Action action, String... options) {
        return new Verb(Set.of(options), true, action);
    }
}
