package dev.parlance.conformance.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.conformance.protocol.Party;
import dev.parlance.conformance.schema.SchemaJudge;
import java.util.Collection;
import java.util.Deque;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** RPC-1, RPC-3 to RPC-8, ERR-3, ERR-6: the envelope of what a server says. */
final class EnvelopeCheck implements Check {
    private final SchemaJudge judge;
    /** First lines of stack traces in the common languages. */
    private static final Pattern STACK_TRACE = Pattern.compile(
            "\\n\\s*at [\\w$.<>]+\\(|Traceback \\(most recent call last\\)|goroutine \\d+ \\[|stack backtrace:");

    private final Dialect dialect;
    private final Tally answered;
    private final Tally jsonrpc;
    private final Tally discreet;
    private final Tally sameId;
    private final Tally oneOutcome;
    private final Tally noAnswer;
    private final Tally stray;
    private final Tally errorShape;
    private final Tally errorData;

    EnvelopeCheck(Ledger ledger, SchemaJudge judge, Dialect dialect) {
        this.judge = judge;
        this.dialect = dialect;
        answered = ledger.server("RPC-3");
        jsonrpc = ledger.server("RPC-8");
        discreet = ledger.server("ERR-3");
        sameId = ledger.server("RPC-1");
        oneOutcome = ledger.server("RPC-5");
        noAnswer = ledger.server("RPC-6");
        stray = ledger.server("RPC-4");
        errorShape = ledger.server("RPC-7");
        errorData = ledger.server("ERR-6");
    }

    /** Whether the client's latest message was one that must not be answered. */
    private static final class Latest {
        private boolean notification;
    }

    @Override
    public void see(Sighting at) {
        Message message = at.message();
        if (message.sender() == Party.SERVER && message.tree().isObject()) {
            boolean written = message.tree().has("jsonrpc");
            String wanted = dialect.writesJsonrpc() ? "the member jsonrpc" : "no member jsonrpc";
            jsonrpc.passIf(written == dialect.writesJsonrpc(), at, wanted, written ? "one" : "none");
        }
        Latest latest = at.connection().memory(Latest.class, Latest::new);
        if (message.sender() == Party.CLIENT) {
            latest.notification = message.kind() == Message.Kind.NOTIFICATION;
        } else if (message.kind() == Message.Kind.RESPONSE) {
            ids(at, latest);
            outcome(at);
        }
    }

    @Override
    public void ended(Sighting end, boolean settled) {
        Collection<Deque<Exchange>> waiting =
                end.connection().asked(Party.CLIENT).values();
        if (settled) {
            waiting.stream()
                    .flatMap(Collection::stream)
                    .filter(exchange -> !exchange.request().isDoubtful())
                    .findFirst()
                    .ifPresent(exchange -> answered.fail(
                            end,
                            "an answer to every request",
                            exchange.method() + " of event " + exchange.number() + " has none"));
        }
    }

    private void ids(Sighting at, Latest latest) {
        Exchange exchange = at.exchange();
        if (exchange != null) {
            answered.pass(at);
            swapped(at, exchange);
            return;
        }
        if (Strays.of(at.connection()).explains(at.message())) {
            return;
        }
        JsonNode id = at.message().tree().path("id");
        Exchange meant = meant(at.connection(), id);
        if (meant != null) {
            String seen = at.message().idKey();
            sameId.fail(at, "id " + meant.request().idKey(), seen.isEmpty() ? "no id" : "id " + seen);
        } else if ((id.isMissingNode() || id.isNull()) && latest.notification) {
            noAnswer.fail(at, "no answer to a notification", "an answer without an id");
        } else if ((id.isMissingNode() || id.isNull()) && at.message().tree().has("result")) {
            stray.fail(at, "the id of a request under way", id.isNull() ? "id null" : "no id");
        }
    }

    /** A request under way that an answer with a damaged id can only have meant. */
    private static @Nullable Exchange meant(Connection connection, JsonNode id) {
        Collection<Deque<Exchange>> waiting = connection.asked(Party.CLIENT).values();
        boolean none = id.isMissingNode() || id.isNull();
        boolean doubtful = none
                && waiting.stream()
                        .flatMap(Collection::stream)
                        .anyMatch(exchange -> exchange.request().isDoubtful());
        if (waiting.isEmpty() || doubtful) {
            return null;
        }
        for (Deque<Exchange> exchanges : waiting) {
            JsonNode asked = exchanges.getFirst().request().tree().path("id");
            boolean sameNumber = asked.isNumber() && id.isNumber() && asked.doubleValue() == id.doubleValue();
            if (sameNumber || (!id.isContainerNode() && asked.asText().equals(id.asText()))) {
                return exchanges.getFirst();
            }
        }
        return none ? waiting.iterator().next().getFirst() : null;
    }

    /** A result that does not fit its own request but does fit another one under way went to the wrong address. */
    private void swapped(Sighting at, Exchange exchange) {
        JsonNode result = at.message().result();
        boolean others = at.connection().asked(Party.CLIENT).size() > 1;
        // What the result of a method of a newer version may look like is not known.
        if (others && judge.knows(exchange.method()) && result.isObject() && !belongs(result, exchange)) {
            for (Deque<Exchange> exchanges : at.connection().asked(Party.CLIENT).values()) {
                Exchange other = exchanges.getFirst();
                if (!other.equals(exchange) && belongs(result, other)) {
                    sameId.fail(
                            at,
                            "a result of " + exchange.method() + " for id "
                                    + exchange.request().idKey(),
                            "the one of " + other.method() + " for id "
                                    + other.request().idKey());
                    return;
                }
            }
        }
        sameId.pass(at);
    }

    private boolean belongs(JsonNode result, Exchange exchange) {
        String thread = exchange.request().threadId();
        boolean echoes =
                (exchange.method().equals("thread/read") || exchange.method().equals("thread/resume"))
                        && !thread.isEmpty();
        if (echoes && result.at("/thread/id").isTextual()) {
            return result.at("/thread/id").textValue().equals(thread);
        }
        return judge.fitsResult(exchange.method(), result);
    }

    private void outcome(Sighting at) {
        JsonNode tree = at.message().tree();
        boolean result = tree.has("result");
        boolean error = tree.has("error");
        String seen = result ? "both" : "none";
        oneOutcome.passIf(result != error, at, "exactly one of result and error", seen);
        if (!error) {
            return;
        }
        JsonNode details = tree.get("error");
        boolean shaped = details.path("code").isIntegralNumber()
                && details.path("message").isTextual();
        errorShape.passIf(
                shaped || (result && details.isNull()), at, "{code: integer, message: text}", details.toString());
        boolean trace = STACK_TRACE.matcher(details.path("message").asText("")).find()
                || STACK_TRACE.matcher(details.path("data").asText("")).find();
        discreet.passIf(!trace, at, "a text without internals", "a stack trace");
        Exchange exchange = at.exchange();
        if (shaped && exchange != null && details.has("data")) {
            Boolean fits =
                    judge.errorDataFits(exchange.method(), details.get("code").intValue(), details.get("data"));
            if (fits != null) {
                errorData.passIf(
                        fits,
                        at,
                        "data declared for an error of " + exchange.method(),
                        details.get("data").toString());
            }
        }
    }
}
