package dev.parlance.codex.scenario;

import dev.parlance.scripted.Script;
import java.util.function.Supplier;

/**
 * What the model says and what the client does. Gates open once, so that every run takes a script of its own.
 *
 * @param name unique; also names the run's folder
 */
record Scenario(String name, Supplier<Script> script, Play play) {
    /** The client's part. */
    interface Play {
        /** Acts and waits; what the server says meanwhile is recorded. */
        void act(Stage stage) throws Exception;
    }

    @Override
    public String toString() {
        return name;
    }
}
