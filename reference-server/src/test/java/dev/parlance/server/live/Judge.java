package dev.parlance.server.live;

/** Judges the messages of one transcript, which it is shown in their order. */
interface Judge {
    void message(Transcript.Message message, Findings findings);

    /**
     * Called after the last message of a transcript that goes on to the natural end of what was begun.
     *
     * @param size number of messages
     */
    default void end(int size, Findings findings) {}
}
