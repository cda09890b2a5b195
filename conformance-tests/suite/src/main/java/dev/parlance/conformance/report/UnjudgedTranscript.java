package dev.parlance.conformance.report;

/**
 * A transcript that could not be judged; it is neither right nor wrong.
 *
 * <pre>{@code
 * new UnjudgedTranscript("session.jsonl", "session.jsonl:12: \"dir\" is missing")
 * }</pre>
 *
 * @param name file it is in
 * @param reason what is wrong with it, with file and line
 */
public record UnjudgedTranscript(String name, String reason) {}
