package dev.parlance.mutants.plant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.conformance.transcript.Direction;
import dev.parlance.conformance.transcript.TranscriptEvent;
import dev.parlance.conformance.transcript.TranscriptReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlantingTest {
    private static final String ITEM =
            "{\"method\":\"item/started\",\"params\":{\"item\":{\"type\":\"plan\",\"id\":\"p\"},\"n\":1}}";

    @Test
    void lineThatNoStepMatchesGoesOnAsItCame() throws IOException {
        String odd = "{ \"id\":1.50, \"result\" : {} , \"id\":2}";
        assertThat(heard("- {on: {method: x}, do: [drop]}", "<" + odd, "<no json"))
                .containsExactly(odd, "no json");
    }

    @Test
    void nthOccurrenceAloneIsDropped() throws IOException {
        assertThat(heard(
                        "- {on: {method: a, nth: 2}, do: [drop]}",
                        "<{\"method\":\"a\",\"n\":1}",
                        "<{\"method\":\"a\",\"n\":2}",
                        "<{\"method\":\"a\",\"n\":3}"))
                .containsExactly("{\"method\":\"a\",\"n\":1}", "{\"method\":\"a\",\"n\":3}");
    }

    @Test
    void answerIsKnownByTheRequestThatItAnswers() throws IOException {
        assertThat(heard(
                        "- {on: {answer: thread/read, kind: result}, do: [{set: {/result/of: '${request:/params/threadId}'}}]}",
                        ">{\"id\":1,\"method\":\"thread/list\",\"params\":{}}",
                        ">{\"id\":\"1\",\"method\":\"thread/read\",\"params\":{\"threadId\":\"t\"}}",
                        "<{\"id\":\"1\",\"result\":{}}",
                        "<{\"id\":1,\"result\":{}}"))
                .containsExactly("{\"id\":\"1\",\"result\":{\"of\":\"t\"}}", "{\"id\":1,\"result\":{}}");
    }

    @Test
    void heldLineComesAfterTheOneThatReleasesIt() throws IOException {
        assertThat(heard(
                        "- {on: {method: a}, do: [{hold: h}]}\n- {on: {method: c}, do: [{release: h}]}",
                        "<{\"method\":\"a\"}",
                        "<{\"method\":\"b\"}",
                        "<{\"method\":\"c\"}"))
                .containsExactly("{\"method\":\"b\"}", "{\"method\":\"c\"}", "{\"method\":\"a\"}");
    }

    @Test
    void resultsOfTwoConcurrentRequestsAreSwapped() throws IOException {
        assertThat(heard(
                        "- {on: {kind: result, if: holding, unless: swapped}, do: [{mark: swapped}, swap-results]}\n"
                                + "- {on: {kind: result, outstanding: 1, unless: holding}, do: [{mark: holding}, swap-results]}",
                        ">{\"id\":1,\"method\":\"a\"}",
                        ">{\"id\":2,\"method\":\"b\"}",
                        "<{\"id\":2,\"result\":\"of two\"}",
                        "<{\"id\":1,\"result\":\"of one\"}"))
                .containsExactly("{\"id\":2,\"result\":\"of one\"}", "{\"id\":1,\"result\":\"of two\"}");
    }

    @Test
    void tornMessageLeavesItsSecondHalfForLater() throws IOException {
        assertThat(heard("- {on: {method: a}, do: [{layout: torn}]}", "<{\"method\":\"a\"}", "<{\"method\":\"b\"}"))
                .containsExactly("{\"metho…", "{\"method\":\"b\"}", "d\":\"a\"}");
    }

    @Test
    void cutCharacterIsNoUtf8() throws IOException {
        Recorder recorder = new Recorder();
        say(steps("- {on: {method: a}, do: [{layout: cut-character}]}"), recorder, "<{\"method\":\"a\",\"x\":\"ü\"}");
        assertThat(recorder.toClient.get(0).bytes())
                .isEqualTo("{\"method\":\"a\",\"x\":\"\u00C3\"}".getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void ownRequestsOfAFaultAreAnsweredUnseen() throws IOException {
        Recorder recorder = new Recorder();
        say(
                steps("- {on: {method: a}, do: [{to-server: [{id: own, method: x}]}]}"),
                recorder,
                "<{\"method\":\"a\"}",
                "<{\"id\":\"planted-1\",\"result\":{}}");
        assertThat(recorder.texts(Side.SERVER)).containsExactly("{\"id\":\"planted-1\",\"method\":\"x\"}");
        assertThat(recorder.texts(Side.CLIENT)).containsExactly("{\"method\":\"a\"}");
    }

    @Test
    void keptOpenInputDoesNotEnd() throws IOException {
        Recorder recorder = new Recorder();
        Planting planting = new Planting(steps("- {on: {end: client}, do: [keep-open]}"));
        planting.connect(recorder).ended(Side.CLIENT);
        assertThat(recorder.ended).isEmpty();
        planting.connect(recorder).ended(Side.SERVER);
        assertThat(recorder.ended).containsExactly(Side.CLIENT);
    }

    @Test
    void everyElementOfAnArrayIsReached() throws IOException {
        assertThat(heard(
                        "- on: {method: a}\n  do: [{remove: [/l/*/x]}, {add: {at: /l/*/n, by: 2}}, {remove: [/l/-1]}]",
                        "<{\"method\":\"a\",\"l\":[{\"x\":1,\"n\":1},{\"n\":2},{\"x\":3}]}"))
                .containsExactly("{\"method\":\"a\",\"l\":[{\"n\":3},{\"n\":4}]}");
    }

    @Test
    void idBeyondTheDoublesIsRoundedAndOthersKeepTheirDigits() throws IOException {
        assertThat(heard(
                        "- {on: {kind: result}, do: [{as-double: /id}]}",
                        ">{\"id\":9007199254740993,\"method\":\"a\"}",
                        "<{\"id\":9007199254740993,\"result\":{\"n\":18446744073709551616,\"f\":1.10}}"))
                .containsExactly("{\"id\":9007199254740992,\"result\":{\"n\":18446744073709551616,\"f\":1.10}}");
    }

    @Test
    void commandRunsInTheFolderThatTheMessageNames(@TempDir Path folder) throws IOException {
        heard(
                "- {on: {method: ask}, do: [{run: {command: '${/params/command}', in: '${/params/cwd}'}}]}",
                "<{\"method\":\"ask\",\"params\":{\"command\":\"echo x > marker\",\"cwd\":\"" + folder + "\"}}");
        assertThat(folder.resolve("marker")).hasContent("x");
    }

    @Test
    void rehearsalRunsNothing(@TempDir Path folder) throws IOException {
        Planting planting =
                new Planting(steps("- {on: {method: ask}, do: [{run: {command: 'touch " + folder + "/marker'}}]}"));
        byte[] line = "{\"method\":\"ask\"}".getBytes(StandardCharsets.UTF_8);
        assertThat(planting.rehearse(List.of(TranscriptEvent.line(0, Direction.TO_CLIENT, "main", line))))
                .isEqualTo(1);
        assertThat(folder.resolve("marker")).doesNotExist();
    }

    @Test
    void editThatChangesNothingIsNoFault() throws IOException {
        Planting planting =
                new Planting(steps("- {on: {method: a}, do: [{substitute: {at: /x, pattern: z, with: y}}]}"));
        PlantedConnection connection = planting.connect(new Recorder());
        connection.said(Side.SERVER, Piece.line("{\"method\":\"a\",\"x\":\"abc\"}"));
        assertThat(planting.acted()).isZero();
        connection.said(Side.SERVER, Piece.line("{\"method\":\"a\",\"x\":\"abz\"}"));
        assertThat(planting.acted()).isEqualTo(1);
    }

    @Test
    void stepsThatNeverActedIdle() throws IOException {
        Planting planting = new Planting(steps("- {on: {method: a}, do: [drop]}\n- {on: {method: b}, do: [drop]}\n"
                + "- {on: {method: c}, do: [{mark: m}]}\n- {on: {method: a}, do: [{set: {/x: 1}}]}"));
        planting.connect(new Recorder()).said(Side.SERVER, Piece.line("{\"method\":\"a\"}"));
        assertThat(planting.idle()).containsExactly(2);
    }

    @Test
    void exitCodeIsTheServersOwnUntilTheStepIsTaken() throws IOException {
        Planting planting = new Planting(steps("- {on: {end: client}, do: [{exit: 3}]}"));
        PlantedConnection connection = planting.connect(new Recorder());
        assertThat(planting.exitCode(0)).isZero();
        connection.ended(Side.CLIENT);
        assertThat(planting.exitCode(0)).isEqualTo(3);
    }

    @Test
    void faultsFindTheirLinesInARecording() throws IOException {
        List<TranscriptEvent> recording = new ArrayList<>();
        try (InputStream in =
                Objects.requireNonNull(getClass().getResourceAsStream("/dev/parlance/mutants/session.jsonl"))) {
            new TranscriptReader("session").read(in, recording::add);
        }
        Planting twice =
                new Planting(steps("- {on: {method: turn/started, each: /params/threadId, nth: 2}, do: [twice]}"));
        assertThat(twice.rehearse(recording)).isEqualTo(1);
        Planting typed = new Planting(steps("- {on: {method: item/completed, item: agentMessage}, do: [drop]}"));
        assertThat(typed.rehearse(recording)).isEqualTo(4);
    }

    @Test
    void unknownWordsAreRefusedByTheNameOfTheFault() {
        assertThatThrownBy(() -> steps("- {on: {methods: a}, do: [drop]}"))
                .hasMessageContaining("fault X: on: methods");
        assertThatThrownBy(() -> steps("- {on: {method: a}, do: [explode]}"))
                .hasMessageContaining("fault X: do: \"explode\"");
        assertThatThrownBy(() -> steps("- {on: {method: a}, to: [drop]}")).hasMessageContaining("a step has on and do");
    }

    @Test
    void characterByCharacterKeepsSurrogatesTogether() throws IOException {
        assertThat(heard(
                        "- {on: {method: d}, do: [one-character-deltas]}",
                        "<{\"method\":\"d\",\"params\":{\"delta\":\"a👋\"}}"))
                .containsExactly(
                        "{\"method\":\"d\",\"params\":{\"delta\":\"a\"}}",
                        "{\"method\":\"d\",\"params\":{\"delta\":\"👋\"}}");
    }

    @Test
    void layoutsKeepTheMessage() {
        Piece item = Piece.line(ITEM);
        assertThat(text(Layout.REVERSED.lay(item).get(0)))
                .isEqualTo(
                        "{\"params\":{\"n\":1,\"item\":{\"id\":\"p\",\"type\":\"plan\"}},\"method\":\"item/started\"}");
        assertThat(Json.object(Layout.SPACED.lay(item).get(0).bytes())).isEqualTo(Json.object(item.bytes()));
        assertThat(text(Layout.SPACED.lay(item).get(0))).doesNotContain("\n").contains("\" : \"");
        assertThat(text(Layout.PRETTY.lay(item).get(0))).contains("\n");
    }

    /** What the client hears when the lines are said; {@code >} marks those of the client, {@code <} the server's. */
    private static List<String> heard(String steps, String... lines) throws IOException {
        Recorder recorder = new Recorder();
        say(steps(steps), recorder, lines);
        return recorder.texts(Side.CLIENT);
    }

    private static void say(List<Step> steps, Recorder recorder, String... lines) {
        PlantedConnection connection = new Planting(steps).connect(recorder);
        for (String line : lines) {
            connection.said(line.startsWith(">") ? Side.CLIENT : Side.SERVER, Piece.line(line.substring(1)));
        }
    }

    private static List<Step> steps(String yaml) throws IOException {
        String fault = "- id: X\n  rule: RPC-1\n  title: t\n  steps:\n" + yaml.indent(4);
        return new FaultReader("test")
                .read(new ByteArrayInputStream(fault.getBytes(StandardCharsets.UTF_8)))
                .get(0)
                .steps();
    }

    private static String text(Piece piece) {
        return new String(piece.bytes(), StandardCharsets.UTF_8) + (piece.ended() ? "" : "…");
    }

    /** Keeps what is passed on. */
    private static final class Recorder implements Outlet {
        final List<Piece> toClient = new ArrayList<>();
        final List<Piece> toServer = new ArrayList<>();
        final List<Side> ended = new ArrayList<>();

        List<String> texts(Side side) {
            return (side == Side.CLIENT ? toClient : toServer)
                    .stream().map(PlantingTest::text).toList();
        }

        @Override
        public void pass(Side to, Piece piece) {
            (to == Side.CLIENT ? toClient : toServer).add(piece);
        }

        @Override
        public void end(Side to) {
            ended.add(to);
        }

        @Override
        public boolean framed() {
            return false;
        }

        @Override
        public void kill() {
            ended.add(Side.SERVER);
        }
    }
}
