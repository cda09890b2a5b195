package dev.parlance.conformance.fuzz;

/**
 * A rule seen broken while one step was played.
 *
 * @param signature what it is
 * @param expected what the rule wants
 * @param seen what was there, shortened
 * @param fatal whether the subject is gone or hangs, so that the session is over
 */
record Breach(Signature signature, String expected, String seen, boolean fatal) {}
