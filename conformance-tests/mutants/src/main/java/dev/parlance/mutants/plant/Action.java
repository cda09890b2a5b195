package dev.parlance.mutants.plant;

/** One thing done to, or on the occasion of, a line. Made by {@link Actions}. */
@FunctionalInterface
interface Action {
    void act(Passing passing);
}
