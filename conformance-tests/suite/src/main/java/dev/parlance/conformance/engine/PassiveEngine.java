package dev.parlance.conformance.engine;

import dev.parlance.conformance.protocol.Party;
import dev.parlance.conformance.protocol.Protocol;
import dev.parlance.conformance.schema.SchemaJudge;
import dev.parlance.conformance.transcript.Direction;
import dev.parlance.conformance.transcript.TranscriptEvent;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Judges a transcript of any number of connections by all passive rules, as it comes. Not for several threads at once;
 * memory is bounded however long the transcript is.
 *
 * <ol>
 *   <li>An event is read as a message and matched with the request that it answers.
 *   <li>Every check sees it, with the connection as it was before.
 *   <li>The connection learns from it.
 * </ol>
 *
 * <pre>{@code
 * PassiveEngine engine = new PassiveEngine(Protocol.load(), Dialect.STANDARD);
 * new TranscriptReader("session.jsonl").read(in, engine::accept);
 * List<Verdict> verdicts = engine.finish();
 * }</pre>
 */
public final class PassiveEngine {
    private final Ledger ledger;
    private final List<Check> checks;
    private final World world;
    private final Map<String, Connection> connections = new LinkedHashMap<>();
    private final Map<String, Sighting> last = new LinkedHashMap<>();
    private long number;
    private boolean settled;

    /** An engine for one transcript. */
    public PassiveEngine(Protocol protocol, Dialect dialect) {
        this(protocol, new SchemaJudge(protocol), dialect);
    }

    /** The same with a schema judge made before; it may be shared by many engines. */
    public PassiveEngine(Protocol protocol, SchemaJudge judge, Dialect dialect) {
        this.ledger = new Ledger(protocol.rules());
        this.world = new World(judge);
        this.checks = List.of(
                new FramingCheck(ledger),
                new EnvelopeCheck(ledger, judge, dialect),
                new GateCheck(ledger, judge, protocol),
                new SchemaCheck(ledger, judge, protocol),
                new LifecycleCheck(ledger, new Lifecycles(protocol, ledger)),
                new HandshakeCheck(ledger),
                new SubscriptionCheck(ledger),
                new NoticeCheck(ledger),
                new PagingCheck(ledger),
                new AnnouncementCheck(ledger, dialect),
                new ItemCheck(ledger),
                new TurnCheck(ledger),
                new ThreadCheck(ledger),
                new ClockCheck(ledger),
                new HistoryCheck(ledger),
                new StreamCheck(ledger, StreamTable.of(protocol)),
                new DiffCheck(ledger),
                new ApprovalCheck(ledger));
    }

    /** Ids of all rules that this engine can judge. */
    public Set<String> checkedRules() {
        return ledger.checkedRules();
    }

    /** Takes the next event. */
    public void accept(TranscriptEvent event) {
        number++;
        String note = event.note();
        if (note != null) {
            noted(event, note);
            return;
        }
        settled = false;
        Connection connection = connections.computeIfAbsent(event.connection(), Connection::new);
        Message message = Message.of(event);
        Sighting at = new Sighting(number, event, connection, message, exchange(connection, message));
        for (Check check : checks) {
            check.see(at);
        }
        world.learn(at);
        last.put(event.connection(), at);
    }

    /** Ends the transcript and gives a verdict for every rule that some check is bound to, in the order of the rules. */
    public List<Verdict> finish() {
        List.copyOf(connections.keySet()).forEach(name -> end(name, settled));
        return ledger.verdicts();
    }

    /** Verdicts so far; obligations that are still open are not judged. */
    public List<Verdict> verdicts() {
        return ledger.verdicts();
    }

    private void noted(TranscriptEvent event, String note) {
        switch (note) {
            case TranscriptEvent.CLOSED -> end(event.connection(), settled);
            case TranscriptEvent.SETTLED -> settled = true;
            case TranscriptEvent.WEBSOCKET ->
                connections.computeIfAbsent(event.connection(), Connection::new).isWebSocket();
            case TranscriptEvent.BINARY -> {
                Connection connection = connections.computeIfAbsent(event.connection(), Connection::new);
                Sighting at = new Sighting(number, event, connection, Message.of(event), null);
                checks.forEach(check -> check.noted(at, note));
            }
            default -> {}
        }
    }

    private void end(String name, boolean everythingCame) {
        Sighting end = last.remove(name);
        if (end != null) {
            checks.forEach(check -> check.ended(end, everythingCame));
        }
        connections.remove(name);
    }

    private static @Nullable Exchange exchange(Connection connection, Message message) {
        if (message.kind() != Message.Kind.RESPONSE) {
            return null;
        }
        return connection.oldest(message.sender() == Party.SERVER ? Party.CLIENT : Party.SERVER, message.idKey());
    }

    /** Whether an event is a line from the server. */
    static boolean fromServer(Sighting at) {
        return at.event().direction() == Direction.TO_CLIENT;
    }
}
