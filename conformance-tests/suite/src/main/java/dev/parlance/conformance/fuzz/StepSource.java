package dev.parlance.conformance.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parlance.conformance.protocol.Method;
import dev.parlance.conformance.protocol.Party;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the steps of one session. What it makes depends on the seed, the session's number and the step's. */
final class StepSource {
    private static final Set<String> BEGINS_TURN =
            Set.of("turn/start", "review/start", "thread/compact/start", "thread/shellCommand");
    private static final String INITIALIZE = "initialize";
    private static final int OWN_IDS = 1_000_000;
    private static final int TRIES = 8;

    private final Knowledge knowledge;
    private final FuzzOptions options;
    private final List<Method> methods;
    private final int session;
    private final ValidInstances valid;
    private final Damager damager;
    private final HostileTexts hostile;
    private final HostileLines lines;
    private final Expectation.Source expectations;

    StepSource(
            Knowledge knowledge,
            FuzzOptions options,
            List<Method> methods,
            HostileLines lines,
            int session,
            Pools pools) {
        this.knowledge = knowledge;
        this.options = options;
        this.methods = methods;
        this.session = session;
        this.lines = lines;
        this.valid =
                new ValidInstances(knowledge.schema(), knowledge.policy(), new DomainValues(knowledge.policy(), pools));
        this.damager = new Damager(knowledge.policy());
        this.hostile = new HostileTexts(knowledge.policy(), options.sizes().text());
        this.expectations = knowledge.expectations();
    }

    /** Client requests that may be sent, in the order of their names. */
    static List<Method> methods(Knowledge knowledge, FuzzOptions options, boolean contained) {
        List<Method> all = new ArrayList<>();
        for (Method method : knowledge.protocol().methods().values()) {
            boolean sent = switch (knowledge.policy().effect(method.name())) {
                case FREE -> true;
                case CONTAINED -> contained;
                case REACHING -> options.include().contains(method.name());
            };
            if (method.request() && method.sender() == Party.CLIENT && sent && options.covers(method.name())) {
                all.add(method);
            }
        }
        all.sort(Comparator.comparing(Method::name));
        return all;
    }

    /** What comes before everything else: sometimes attempts that have to fail, then the handshake and the first ids. */
    List<Step> opening() {
        Draw draw = Draw.of(options.seed(), session, 0);
        List<Step> steps = new ArrayList<>();
        // The first session shows that the subject can be spoken to at all.
        if (session > 0 && draw.oneIn(4)) {
            steps.add(damaged("o0", initialize(true), INITIALIZE, draw));
            steps.add(call(
                    "o1",
                    "early",
                    knowledge.policy().probeMethod(),
                    knowledge.policy().probeParams()));
        }
        steps.add(call(INITIALIZE, "valid", INITIALIZE, initialize(session % 4 != 3)));
        for (String name : knowledge.policy().prologue()) {
            Method method = methods.stream()
                    .filter(m -> m.name().equals(name))
                    .findFirst()
                    .orElse(null);
            if (method != null) {
                steps.add(call("o-" + name, "valid", name, valid.params(method, false, draw)));
            }
        }
        return steps;
    }

    /** One step, or a damaged one with its repaired twin. */
    List<Step> next(int number, boolean experimental) {
        Draw draw = Draw.of(options.seed(), session, number + 1);
        String label = "s" + number;
        int kind = draw.below(20);
        if (kind >= 17) {
            return List.of(lines.next(label, OWN_IDS + number, draw));
        }
        if (kind == 16) {
            return List.of(
                    call(label, "unknown", Damager.UNKNOWN + "none/such", JsonNodeFactory.instance.objectNode()));
        }
        Method method = draw.any(methods);
        JsonNode params = valid.params(method, experimental || draw.oneIn(8), draw);
        Step right = call(label + "-twin", "valid", method.name(), params);
        boolean hasty = draw.oneIn(4);
        if (kind < 8 || params == null) {
            Step.Call step = call(label, "valid", method.name(), params);
            return List.of(hasty ? step.hasty() : step);
        }
        if (kind < 13) {
            return List.of(damaged(label, params, method.name(), draw), right);
        }
        JsonNode planted = hostile.planted(params, draw);
        return List.of(call(label, "hostile", method.name(), planted == null ? params : planted));
    }

    /** Damages until the schema forbids it; now and then what is merely odd is sent as well. */
    private Step damaged(String label, JsonNode params, String method, Draw draw) {
        JsonNode chosen = params;
        for (int i = 0; i < TRIES; i++) {
            JsonNode tried = damager.damaged(params, draw);
            if (!knowledge.policy().allowsParams(method, tried)) {
                continue;
            }
            chosen = tried;
            JsonNode sample = Templates.fill(tried, Placeholder::sample);
            if (draw.oneIn(10) || expectations.of(method, sample, true, true).refused()) {
                break;
            }
        }
        return call(label, "damaged", method, chosen.isMissingNode() ? null : chosen);
    }

    private static Step.Call call(String label, String kind, String method, @Nullable JsonNode params) {
        return new Step.Call(label, kind, method, params, null, BEGINS_TURN.contains(method));
    }

    private static ObjectNode initialize(boolean experimental) {
        ObjectNode params = JsonNodeFactory.instance.objectNode();
        params.putObject("clientInfo").put("name", "parlance-fuzz").put("version", "1.0");
        params.putObject("capabilities").put("experimentalApi", experimental);
        return params;
    }
}
