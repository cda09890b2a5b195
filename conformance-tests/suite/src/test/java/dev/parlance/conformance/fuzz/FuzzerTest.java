package dev.parlance.conformance.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.parlance.conformance.play.Scenarios;
import dev.parlance.conformance.protocol.Protocol;
import dev.parlance.conformance.schema.SchemaJudge;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.ValueSource;

class FuzzerTest {
    private static final Protocol PROTOCOL = Protocol.load();
    private static final SchemaJudge JUDGE = new SchemaJudge(PROTOCOL);
    private static final Sizes SMALL = new Sizes(40, 1 << 18, 1 << 11, 5, 40, Duration.ofMinutes(1));
    private static final FuzzPolicy POLICY = FuzzPolicy.load();

    /** The peer answers before {@code send} returns: nothing but a hang takes any of this time. */
    private static final Limits LIMITS = new Limits(Duration.ofMillis(150), Duration.ZERO, 1 << 30);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void aRightPeerBreaksNothing(long seed) throws IOException {
        FuzzResult result = fuzz(peer(Fault.NONE, true), seed, 300, "*");

        assertThat(result.findings()).isEmpty();
        assertThat(result.sent().values().stream().mapToInt(Integer::intValue).sum())
                .isGreaterThanOrEqualTo(300);
        assertThat(result.sent()).containsKeys("valid", "damaged", "hostile", "unknown");
        assertThat(result.proven()).isGreaterThan(20);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void eachFaultIsFoundByItsRuleAndShrunkToWhatItTakes(Fault fault) throws IOException {
        FuzzResult result = fuzz(peer(fault, true), 11, 400, methods(fault));

        List<Finding> guilty = result.findings().stream()
                .filter(finding -> finding.signature().rule().equals(fault.rule()))
                .toList();
        assertThat(guilty).as("%s of %s", fault.rule(), result.findings()).isNotEmpty();
        assertThat(guilty.get(0).counts()).isTrue();
        assertThat(guilty.get(0).steps()).hasSizeLessThanOrEqualTo(Math.max(2, fault.messages()));
        assertThat(Scenarios.parse("found", "found.yaml", guilty.get(0).scenario())
                        .steps())
                .hasSizeGreaterThan(1);
    }

    private static String methods(Fault fault) {
        return switch (fault) {
            case ANSWERS_TWICE, IGNORES_CASE, TAKES_TEXT_FOR_NUMBER -> "thread/*list";
            case HANGS -> "model/list";
            case LEAKS_SECRET -> "account/log*";
            case DIES_OF_SECOND_NAME -> "thread/name/set";
            case DIES_OF_DEPTH, CONFUSED_BY_GARBAGE, SERVES_FRACTIONAL_ID, SERVES_STRANGERS -> "thread/loaded/list";
            default -> "*";
        };
    }

    @Test
    void theSameSeedSendsTheSame() throws IOException {
        FaultyPeer once = peer(Fault.NONE, true);
        FaultyPeer again = peer(Fault.NONE, true);
        FaultyPeer otherwise = peer(Fault.NONE, true);
        fuzz(once, 7, 150, "*");
        fuzz(again, 7, 150, "*");
        fuzz(otherwise, 8, 150, "*");

        assertThat(again.lines()).isEqualTo(once.lines());
        assertThat(otherwise.lines()).isNotEqualTo(once.lines());
    }

    @Test
    void idsThatTheSubjectGaveOutAreSpokenOf() throws IOException {
        FaultyPeer peer = peer(Fault.NONE, true);
        fuzz(peer, 7, 300, "thread/*");
        JsonNode start = PROTOCOL.schema().at("/x-methods/thread~1start/examples");
        List<String> given = new ArrayList<>();
        start.forEach(example -> given.add(example.at("/result/thread/id").asText("")));
        given.removeIf(String::isEmpty);

        assertThat(peer.lines().stream().filter(line -> given.stream().anyMatch(line::contains)))
                .hasSizeGreaterThan(50);
    }

    @Test
    void aSubjectWithoutFoldersOfItsOwnIsOnlyAskedWhatLastsNowhere() throws IOException {
        FaultyPeer peer = peer(Fault.NONE, false);
        FuzzResult result = fuzz(peer, 3, 200, "*");

        Set<String> touched = new TreeSet<>(sent(peer));
        touched.removeIf(method -> !PROTOCOL.methods().containsKey(method) || POLICY.effect(method) == Effect.FREE);
        assertThat(touched).isEmpty();
        assertThat(result.leftOut()).containsKeys("fs/remove", "command/exec", "feedback/upload");
    }

    @Test
    void whatReachesOutsideIsSentOnlyWhenNamed() throws IOException {
        FaultyPeer cautious = peer(Fault.NONE, true);
        fuzz(cautious, 3, 300, "*");
        FaultyPeer told = peer(Fault.NONE, true);
        new Fuzzer(
                        PROTOCOL,
                        told,
                        FuzzDialect.standard(),
                        FuzzOptions.of(3, 100)
                                .only("feedback/*", Set.of("feedback/upload"))
                                .within(Duration.ofHours(1), SMALL, LIMITS))
                .run(signature -> "", line -> {});

        assertThat(sent(cautious)).doesNotContain("feedback/upload", "mcpServer/oauth/login");
        assertThat(sent(told)).contains("feedback/upload");
    }

    @Test
    void aKnownFailureIsToldApart() throws IOException {
        FuzzResult result = new Fuzzer(
                        PROTOCOL,
                        peer(Fault.IGNORES_CASE, true),
                        FuzzDialect.standard(),
                        options(11, 600, "thread/*list"))
                .run(signature -> signature.rule().equals("SCH-16") ? "it is kind" : "", line -> {});

        assertThat(result.findings())
                .isNotEmpty()
                .allMatch(finding -> finding.known().equals("it is kind"));
        assertThat(result.findings()).noneMatch(Finding::counts);
    }

    @Test
    void aMethodThatIsNowhereIsAnError() {
        assertThatThrownBy(() -> fuzz(peer(Fault.NONE, true), 1, 10, "no/such"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no method that may be sent is called no/such");
    }

    private static FuzzResult fuzz(FaultyPeer peer, long seed, int requests, String glob) throws IOException {
        return new Fuzzer(PROTOCOL, peer, FuzzDialect.standard(), options(seed, requests, glob))
                .run(signature -> "", line -> {});
    }

    private static FuzzOptions options(long seed, int requests, String glob) {
        return FuzzOptions.of(seed, requests).only(glob, Set.of()).within(Duration.ofHours(1), SMALL, LIMITS);
    }

    private static FaultyPeer peer(Fault fault, boolean contained) {
        return new FaultyPeer(PROTOCOL, JUDGE, fault, contained);
    }

    private static Set<String> sent(FaultyPeer peer) {
        Set<String> methods = new TreeSet<>();
        ObjectMapper json = new ObjectMapper();
        for (String line : peer.lines()) {
            try {
                methods.add(json.readTree(line).path("method").asText(""));
            } catch (IOException e) {
                // Hostile lines are not meant to be read.
            }
        }
        return methods;
    }
}
