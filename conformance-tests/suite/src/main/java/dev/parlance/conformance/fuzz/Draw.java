package dev.parlance.conformance.fuzz;

import java.util.List;
import java.util.Random;

/** The dice of one step. They depend on the seed and the step's place alone, never on what the subject does. */
final class Draw {
    private final Random random;

    private Draw(long seed) {
        this.random = new Random(seed);
    }

    static Draw of(long seed, int session, int step) {
        long mixed = seed * 0x9E3779B97F4A7C15L + session * 0xBF58476D1CE4E5B9L + step * 0x94D049BB133111EBL;
        return new Draw(mixed ^ (mixed >>> 31));
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    /** True in one of so many cases. */
    boolean oneIn(int cases) {
        return random.nextInt(cases) == 0;
    }

    <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    /** A place in a list of any size: one number is drawn however long the list is. */
    int placeIn(int size) {
        int number = random.nextInt(Integer.MAX_VALUE);
        return size == 0 ? 0 : number % size;
    }

    long bits() {
        return random.nextLong();
    }
}
