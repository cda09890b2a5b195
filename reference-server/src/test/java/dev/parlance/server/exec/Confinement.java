package dev.parlance.server.exec;

import java.nio.file.Path;

/** The condition of tests that need a sandbox which works here. */
public final class Confinement {
    private Confinement() {}

    /** True where bubblewrap works; where nothing may be skipped always true, so that the tests fail without it. */
    public static boolean available() {
        return Boolean.getBoolean("parlance.required")
                || new Bubblewrap(Path.of(System.getProperty("java.io.tmpdir"), "parlance-no-home"))
                        .problem()
                        .isEmpty();
    }
}
