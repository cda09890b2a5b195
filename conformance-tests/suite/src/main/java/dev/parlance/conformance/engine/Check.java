package dev.parlance.conformance.engine;

/** Judges some rules. What it sees is the connection as it was before the event. */
interface Check {
    void see(Sighting at);

    /** The recorder noted something about the connection that is no message. */
    default void noted(Sighting at, String note) {}

    /**
     * Nothing more will come on the connection.
     *
     * @param end the last thing seen on it
     * @param settled whether everything that had to come had its time
     */
    default void ended(Sighting end, boolean settled) {}
}
