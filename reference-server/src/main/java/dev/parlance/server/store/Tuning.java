package dev.parlance.server.store;

import java.util.List;

/**
 * What tests turn at.
 *
 * @param busyMs how long to wait for other processes, in milliseconds
 * @param pragmas statements run on each new connection
 * @param migrations resource names of the scripts, the first makes version 1
 */
record Tuning(int busyMs, List<String> pragmas, List<String> migrations) {
    /** Five seconds: far above any transaction, far below what a user takes for a hang. */
    static final Tuning DEFAULT = new Tuning(5_000, List.of(), List.of("001-threads.sql"));

    Tuning withBusyMs(int ms) {
        return new Tuning(ms, pragmas, migrations);
    }

    Tuning withPragma(String statement) {
        return new Tuning(busyMs, List.of(statement), migrations);
    }

    Tuning withMigrations(List<String> scripts) {
        return new Tuning(busyMs, pragmas, scripts);
    }
}
