package dev.parlance.conformance.engine;

import dev.parlance.conformance.transcript.TranscriptEvent;
import org.jspecify.annotations.Nullable;

/**
 * An event with what is known about it when the checks see it.
 *
 * @param number place in the transcript, from 1
 * @param exchange for a response the request that it answers; null if none does
 */
record Sighting(
        long number,
        TranscriptEvent event,
        Connection connection,
        Message message,
        @Nullable Exchange exchange) {}
