package dev.parlance.server.turn;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;

/** Ids of threads, turns and items: UUIDs of version 7, so that they sort by time. */
public final class Ids {
    private static final NoArgGenerator GENERATOR = Generators.timeBasedEpochGenerator();

    private Ids() {}

    /** A new one, after all others of this process. */
    public static String next() {
        return GENERATOR.generate().toString();
    }
}
