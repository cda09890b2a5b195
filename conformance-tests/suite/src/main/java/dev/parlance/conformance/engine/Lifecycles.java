package dev.parlance.conformance.engine;

import com.fasterxml.jackson.databind.JsonNode;
import dev.parlance.conformance.protocol.Method;
import dev.parlance.conformance.protocol.Party;
import dev.parlance.conformance.protocol.Protocol;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The automata of the protocol document and which message makes which of their steps. */
final class Lifecycles {
    private final Map<String, Automaton> automata = new LinkedHashMap<>();
    private final Map<String, List<Mapping>> byMethod = new HashMap<>();
    private final List<Mapping> always = new ArrayList<>();
    private final Map<String, Method> methods;

    Lifecycles(Protocol protocol, Ledger ledger) {
        JsonNode document = protocol.lifecycles();
        methods = protocol.methods();
        document.get("lifecycles")
                .properties()
                .forEach(e -> automata.put(e.getKey(), new Automaton(e.getKey(), e.getValue(), ledger)));
        for (JsonNode row : document.get("messages")) {
            byMethod.computeIfAbsent(row.get("method").textValue(), key -> new ArrayList<>())
                    .add(mapping(row));
        }
        document.get("always").forEach(row -> always.add(mapping(row)));
    }

    /**
     * A kind of message and the steps it makes.
     *
     * @param asker who sends messages of that method, or asks what is answered: the other party's are none, however they are
     *     called; null if it does not matter
     */
    record Mapping(
            String kind,
            @Nullable Party sender,
            @Nullable Party asker,
            Map<String, String[]> where,
            Map<String, String[]> key,
            List<StepOf> steps) {
        boolean matches(String messageKind, Sighting at) {
            Exchange exchange = at.exchange();
            Party asking = exchange == null
                    ? at.message().sender()
                    : exchange.request().sender();
            boolean right = kind.equals(messageKind)
                    && (sender == null || sender == at.message().sender())
                    && (asker == null || asker == asking);
            if (!right) {
                return false;
            }
            for (Map.Entry<String, String[]> condition : where.entrySet()) {
                if (!at(condition.getValue(), at).asText("").equals(condition.getKey())) {
                    return false;
                }
            }
            return true;
        }

        /** The value of a key; null if the message has none. */
        @Nullable
        String value(String name, Sighting at) {
            String[] path = key.get(name);
            if (path == null) {
                return null;
            }
            JsonNode value = at(path, at);
            if (value.isMissingNode() || value.isNull()) {
                return null;
            }
            // Ids keep their quotes, so that 1 and "1" are two.
            return name.equals("id") || name.equals("requestId") ? Message.asWritten(value) : value.asText();
        }

        private static JsonNode at(String[] path, Sighting at) {
            Exchange exchange = at.exchange();
            if (exchange != null && path[0].equals("request")) {
                return follow(exchange.request().tree(), path, 1);
            }
            return follow(at.message().tree(), path, 0);
        }

        private static JsonNode follow(JsonNode root, String[] path, int from) {
            JsonNode node = root;
            for (int i = from; i < path.length; i++) {
                node = node.path(path[i]);
            }
            return node;
        }
    }

    /** A step of an automaton. */
    record StepOf(Automaton automaton, int step) {}

    Iterable<Automaton> automata() {
        return automata.values();
    }

    List<Mapping> of(String method) {
        return byMethod.getOrDefault(method, List.of());
    }

    List<Mapping> always() {
        return always;
    }

    private Mapping mapping(JsonNode row) {
        Map<String, String[]> where = new LinkedHashMap<>();
        row.path("where").properties().forEach(e -> where.put(e.getValue().textValue(), path(e.getKey())));
        Map<String, String[]> key = new LinkedHashMap<>();
        row.path("key")
                .properties()
                .forEach(e -> key.put(e.getKey(), path(e.getValue().textValue())));
        List<StepOf> steps = new ArrayList<>();
        for (JsonNode step : row.get("steps")) {
            Automaton automaton = automata.get(step.get("lifecycle").textValue());
            if (automaton == null || automaton.step(step.get("step").textValue()) < 0) {
                throw new IllegalStateException("no such step: " + step);
            }
            steps.add(new StepOf(automaton, automaton.step(step.get("step").textValue())));
            if (row.has("method") && row.get("kind").textValue().equals("notification")) {
                automaton.announced(
                        row.get("method").textValue(),
                        steps.get(steps.size() - 1).step());
            }
        }
        Party sender = row.has("sender") ? Party.of(row.get("sender").textValue()) : null;
        Method method = methods.get(row.path("method").asText(""));
        Party asker = method == null ? null : method.sender();
        return new Mapping(row.get("kind").textValue(), sender, asker, where, key, steps);
    }

    private static String[] path(String pointer) {
        return pointer.substring(1).split("/");
    }
}
