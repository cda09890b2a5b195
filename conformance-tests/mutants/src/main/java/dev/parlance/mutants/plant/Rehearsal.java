package dev.parlance.mutants.plant;

import dev.parlance.conformance.transcript.TranscriptEvent;
import java.util.List;

/** Passes nothing on. */
final class Rehearsal implements Outlet {
    private final boolean framed;

    /** In place of the connection of that name in a recording. */
    Rehearsal(List<TranscriptEvent> recording, String connection) {
        framed = recording.stream()
                .anyMatch(event ->
                        event.connection().equals(connection) && TranscriptEvent.WEBSOCKET.equals(event.note()));
    }

    @Override
    public void pass(Side to, Piece piece) {
        // Nobody listens.
    }

    @Override
    public void end(Side to) {
        // Nobody listens.
    }

    @Override
    public boolean framed() {
        return framed;
    }

    @Override
    public void kill() {
        // There is nobody.
    }
}
