package dev.parlance.server.cli;

/** Which version this is: the jar's manifest says it; classes outside of a jar are {@code dev}. */
final class Version {
    private Version() {}

    /** Say {@code 0.1.0}. */
    static String text() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "dev" : version;
    }
}
