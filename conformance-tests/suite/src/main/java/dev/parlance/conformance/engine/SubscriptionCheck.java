package dev.parlance.conformance.engine;

import dev.parlance.conformance.protocol.Party;
import java.util.HashSet;
import java.util.Set;

/** SUB-1: what a connection opted out of is not sent to it. */
final class SubscriptionCheck implements Check {
    /** What every turn brings, so that its absence tells something. */
    private static final Set<String> OF_EVERY_TURN =
            Set.of("turn/started", "item/started", "item/completed", "thread/status/changed");

    private final Tally optOut;
    private final Set<String> seenAnywhere = new HashSet<>();

    SubscriptionCheck(Ledger ledger) {
        optOut = ledger.server("SUB-1");
    }

    @Override
    public void see(Sighting at) {
        Message message = at.message();
        if (!message.isFrom(Party.SERVER, Message.Kind.NOTIFICATION)) {
            return;
        }
        String method = message.method();
        Set<String> without = at.connection().optedOut();
        if (without.contains(method)) {
            optOut.fail(at, "no " + method + ": the client opted out of it", "one");
        } else if (without.isEmpty()) {
            if (seenAnywhere.size() < 1_000) {
                seenAnywhere.add(method);
            }
        } else if (method.equals("turn/completed")
                && without.stream().anyMatch(name -> OF_EVERY_TURN.contains(name) || seenAnywhere.contains(name))) {
            optOut.pass(at);
        }
    }
}
