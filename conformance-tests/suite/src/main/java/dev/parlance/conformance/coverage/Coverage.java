package dev.parlance.conformance.coverage;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parlance.conformance.protocol.Method;
import dev.parlance.conformance.protocol.Party;
import dev.parlance.conformance.protocol.Protocol;
import dev.parlance.conformance.result.PlayedScenario;
import dev.parlance.conformance.result.RunResult;
import dev.parlance.conformance.transcript.Direction;
import dev.parlance.conformance.transcript.TranscriptEvent;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts what of the protocol the recordings of a run show, against everything that the schema declares for the profiles
 * claimed. What stands in messages that cannot be read, or that belong to no declared method, does not count; nor does the
 * result of a request that was never asked. Memory does not grow with the recordings. Not for several threads at once.
 *
 * <pre>{@code
 * List<CoverageRow> rows = Coverage.of(protocol, runResult);
 *
 * Coverage coverage = new Coverage(protocol, List.of("core"));   // or over recordings alone
 * coverage.add(events);
 * coverage.rows().forEach(row -> System.out.println(row.group().title() + " " + row.seen() + "/" + row.total()));
 * }</pre>
 */
public final class Coverage {
    private static final int MAX_MESSAGE = 64 << 20;
    private static final int MAX_ASKED = 100_000;

    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxStringLength(MAX_MESSAGE).build())
            .build());

    private final Catalog catalog = new Catalog();
    private final Map<String, MethodProbe> methods;
    private final List<String> profiles;
    private Map<Ask, MethodProbe> asked = bounded();

    private record Ask(String connection, Party sender, String id) {}

    /**
     * Counts against the given profiles; a name that the schema does not know has nothing to be counted.
     *
     * @param profiles names of profiles, say {@code core}
     */
    public Coverage(Protocol protocol, Collection<String> profiles) {
        this.profiles = largestFirst(protocol, profiles);
        this.methods = new MethodCompiler(protocol, catalog).compile(this.profiles);
    }

    /** All rows for a run: its recordings and the rules that its checks could judge. */
    public static List<CoverageRow> of(Protocol protocol, RunResult result) {
        Coverage coverage = new Coverage(protocol, result.profiles());
        for (PlayedScenario scenario : result.scenarios()) {
            coverage.add(scenario.events());
        }
        List<CoverageRow> rows = new ArrayList<>(coverage.rows());
        rows.addAll(RuleCoverage.rows(protocol, coverage.profiles, result));
        return List.copyOf(rows);
    }

    /** Adds one whole recording; its connections have nothing to do with those of others. */
    public void add(Iterable<TranscriptEvent> recording) {
        asked = bounded();
        recording.forEach(this::accept);
    }

    /** What was seen so far, a row for each group and profile that declares anything; groups in the order of {@link CoverageGroup}. */
    public List<CoverageRow> rows() {
        return catalog.rows(profiles);
    }

    private void accept(TranscriptEvent event) {
        if (event.direction() == Direction.ASIDE || event.bytes().length == 0) {
            return;
        }
        JsonNode message;
        try {
            message = JSON.readTree(event.bytes());
        } catch (IOException e) {
            return;
        }
        Party sender = event.direction() == Direction.TO_CLIENT ? Party.SERVER : Party.CLIENT;
        if (message.path("method").isTextual()) {
            call(event.connection(), sender, message);
        } else if (message.has("result") && message.has("id")) {
            Party asker = sender == Party.SERVER ? Party.CLIENT : Party.SERVER;
            MethodProbe method = asked.remove(new Ask(event.connection(), asker, written(message.get("id"))));
            if (method != null) {
                method.answered(message.get("result"));
            }
        }
    }

    private void call(String connection, Party sender, JsonNode message) {
        MethodProbe method = methods.get(message.get("method").textValue());
        JsonNode id = message.path("id");
        if (method == null || !method.isCall(sender, !id.isMissingNode())) {
            return;
        }
        method.called(message.path("params"));
        if (method.isRequest()) {
            asked.put(new Ask(connection, sender, written(id)), method);
        }
    }

    /** An id as it is written, so that 10 and "10" are two. */
    private static String written(JsonNode id) {
        return id.isTextual() ? '"' + id.textValue() + '"' : id.isContainerNode() ? "" : id.asText();
    }

    private static List<String> largestFirst(Protocol protocol, Collection<String> profiles) {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        for (Method method : protocol.methods().values()) {
            sizes.merge(method.profile(), 1, Integer::sum);
        }
        return profiles.stream()
                .distinct()
                .sorted((a, b) -> {
                    int bySize = Integer.compare(sizes.getOrDefault(b, 0), sizes.getOrDefault(a, 0));
                    return bySize != 0 ? bySize : a.compareTo(b);
                })
                .toList();
    }

    private static Map<Ask, MethodProbe> bounded() {
        return new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Ask, MethodProbe> eldest) {
                return size() > MAX_ASKED;
            }
        };
    }
}
