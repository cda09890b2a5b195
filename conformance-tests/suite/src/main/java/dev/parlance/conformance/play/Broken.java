package dev.parlance.conformance.play;

import dev.parlance.conformance.engine.Failure;

/** A step did not find what it expected. */
final class Broken extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Failure failure;
    private final String otherwise;

    /**
     * With the event that shows it.
     *
     * @param otherwise the rule that is broken if the step names none; empty if then nobody is to blame
     */
    Broken(Failure failure, String otherwise) {
        super("expected " + failure.expected() + "; seen " + failure.seen());
        this.failure = failure;
        this.otherwise = otherwise;
    }

    Failure failure() {
        return failure;
    }

    String otherwise() {
        return otherwise;
    }
}
