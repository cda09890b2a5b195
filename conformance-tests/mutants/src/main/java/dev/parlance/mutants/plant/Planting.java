package dev.parlance.mutants.plant;

import dev.parlance.conformance.transcript.Direction;
import dev.parlance.conformance.transcript.TranscriptEvent;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A fault at work in one scenario: it sees all connections of the scenario, and what it remembers outlives a restart of
 * the server.
 *
 * <pre>{@code
 * Planting planting = new Planting(fault.steps());
 * PlantedConnection connection = planting.connect(outlet);
 * }</pre>
 */
public final class Planting {
    private final List<Step> steps;
    private final Shared shared;
    private final BitSet taken = new BitSet();
    private int acted;

    /** Begins with those steps, which are made in their order on every line. */
    public Planting(List<Step> steps) {
        this(steps, Duration.ZERO);
    }

    /** Begins with those steps, some of which may come late by a share of the client's patience for an answer. */
    public Planting(List<Step> steps, Duration patience) {
        this.steps = List.copyOf(steps);
        this.shared = new Shared(patience);
    }

    /**
     * Goes through a recording and says how often the fault would have found something to act on. Nothing is done outside
     * the conversation.
     */
    public synchronized int rehearse(List<TranscriptEvent> recording) {
        shared.rehearse();
        Map<String, PlantedConnection> connections = new HashMap<>();
        for (TranscriptEvent event : recording) {
            if (TranscriptEvent.CLOSED.equals(event.note())) {
                PlantedConnection over = connections.remove(event.connection());
                if (over != null) {
                    over.ended(Side.CLIENT);
                }
            }
            if (event.note() != null) {
                continue;
            }
            PlantedConnection connection =
                    connections.computeIfAbsent(event.connection(), name -> connect(new Rehearsal(recording, name)));
            Side from = event.direction() == Direction.TO_SERVER ? Side.CLIENT : Side.SERVER;
            connection.said(from, new Piece(event.bytes(), event.ended()));
        }
        connections.values().forEach(connection -> connection.ended(Side.CLIENT));
        return acted;
    }

    /** A further connection through which lines go. */
    public synchronized PlantedConnection connect(Outlet outlet) {
        return new PlantedConnection(this, outlet);
    }

    /** How often a step found its line. A fault that never acted was not planted at all. */
    public synchronized int acted() {
        return acted;
    }

    /** Places, from 1, of the steps that did not act, those left out that only keep something in mind. */
    public synchronized Set<Integer> idle() {
        Set<Integer> idle = new TreeSet<>();
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).kind() != Step.Kind.PREPARING && !taken.get(i)) {
                idle.add(i + 1);
            }
        }
        return idle;
    }

    /** The code that the server is said to have ended with, given the one that it did end with. */
    public synchronized int exitCode(int real) {
        Integer told = shared.exitCode();
        return told == null ? real : told;
    }

    Shared shared() {
        return shared;
    }

    void apply(Passing passing) {
        for (int i = 0; i < steps.size(); i++) {
            act(steps.get(i), i, passing, false);
        }
    }

    void applyAtEnd(Passing passing) {
        for (int i = 0; i < steps.size(); i++) {
            act(steps.get(i), i, passing, true);
        }
    }

    private void act(Step step, int number, Passing passing, boolean atEnd) {
        Match match = step.match();
        if (match.atEnd() != atEnd || !match.fits(passing)) {
            return;
        }
        if (!match.turn(shared.count("step " + number + " " + match.each(passing)))) {
            return;
        }
        boolean edited = passing.edited;
        passing.edited = false;
        step.actions().forEach(action -> action.act(passing));
        if (step.kind() == Step.Kind.ACTING || (step.kind() == Step.Kind.EDITING && passing.edited)) {
            acted++;
            taken.set(number);
        }
        passing.edited |= edited;
    }
}
