package dev.parlance.conformance.fuzz;

import java.util.List;

/**
 * Tries a sequence on a fresh subject.
 *
 * @param <T> what a sequence is made of
 */
@FunctionalInterface
interface Probe<T> {
    /** Whether the failure that is looked for shows. */
    boolean fails(List<T> sequence);
}
