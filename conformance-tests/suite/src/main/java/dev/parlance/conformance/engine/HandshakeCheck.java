package dev.parlance.conformance.engine;

import dev.parlance.conformance.protocol.Party;

/** CLI-1, its last part: an open connection is confirmed by {@code initialized} before it is used any further. */
final class HandshakeCheck implements Check {
    private final Tally order;

    HandshakeCheck(Ledger ledger) {
        order = ledger.client("CLI-1");
    }

    private static final class Seen {
        private boolean initialized;
        private boolean used;
    }

    @Override
    public void see(Sighting at) {
        Message message = at.message();
        if (message.sender() != Party.CLIENT || !at.connection().open()) {
            return;
        }
        Seen seen = at.connection().memory(Seen.class, Seen::new);
        if (message.method().equals("initialized")) {
            seen.initialized = true;
            order.pass(at);
        } else if (message.kind() == Message.Kind.REQUEST && !message.method().equals("initialize")) {
            seen.used = true;
        }
    }

    @Override
    public void ended(Sighting end, boolean settled) {
        Seen seen = end.connection().memory(Seen.class, Seen::new);
        if (seen.used && !seen.initialized) {
            order.fail(end, "initialized after the answer to initialize", "it never came");
        }
    }
}
