package dev.parlance.server.turn;

import dev.parlance.server.model.ModelException;

/** A turn of its own that makes the context smaller, since the user asked for it. */
public final class CompactionBody implements TurnBody {
    @Override
    public void run(TurnRunner turn) throws ModelException, InterruptedException {
        Sampling model = new Sampling(turn.host(), turn.plan(), turn.ownItems(), turn.interrupts());
        new Compaction(turn, model).run();
    }
}
