package dev.parlance.conformance.engine;

/**
 * One breach of a rule and the event that shows it.
 *
 * <pre>{@code
 * new Failure(17, 1_250_000, "main", "<-", "item/completed once", "a second one", "", "{\"method\":…}")
 * }</pre>
 *
 * @param event number of the guilty event in the transcript, from 1
 * @param micros microseconds since the transcript began
 * @param connection name of the connection
 * @param direction sign of the direction
 * @param expected what the rule wants there
 * @param seen what was there
 * @param path JSON Pointer into the message; empty if the whole message is meant
 * @param excerpt beginning of the guilty line
 */
public record Failure(
        long event,
        long micros,
        String connection,
        String direction,
        String expected,
        String seen,
        String path,
        String excerpt) {}
