package dev.parlance.scripted;

import java.util.function.Predicate;

/**
 * Requests that a client makes beside its turns, such as one for the title of a thread, and what they are answered.
 * They take nothing from the script, because nobody can say when they come.
 *
 * @param matches which requests are side requests
 * @param reply the answer to each of them
 */
public record SideRequests(Predicate<ModelRequest> matches, Reply reply) {
    /** The default: a request for structured output is one for a title, and is answered with a title. */
    public static SideRequests titles() {
        return new SideRequests(
                ModelRequest::wantsStructuredOutput,
                Reply.of(Step.text("{\"title\":\"A talk\"}").by(Chunking.WHOLE)));
    }

    /** Every request takes the next reply: for tests of turns with an output schema. */
    public static SideRequests none() {
        return new SideRequests(request -> false, Reply.of());
    }
}
