package dev.parlance.conformance.play;

/**
 * A scenario that is wrong in itself: a fault of the suite, or of whoever wrote the scenario, never of the subject.
 *
 * <pre>{@code
 * throw new ScenarioException("decline-command.yaml: no verb in step 3");
 * }</pre>
 */
public final class ScenarioException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With that message. */
    public ScenarioException(String message) {
        super(message);
    }
}
