package dev.parlance.server.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.parlance.agent.protocol.CustomToolCallOutputResponseItem;
import dev.parlance.agent.protocol.CustomToolCallResponseItem;
import dev.parlance.agent.protocol.FunctionCallOutputBody;
import dev.parlance.agent.protocol.FunctionCallResponseItem;
import dev.parlance.agent.protocol.ResponseItem;
import dev.parlance.server.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoProviderTest {
    private final DemoProvider demo = new DemoProvider();
    private final List<ResponseItem> history = new ArrayList<>();

    @Test
    void anythingElseGetsHelp() throws Exception {
        assertThat(talk("What can you do?", "")).containsExactly("says " + DemoTexts.HELP);
    }

    @Test
    void runsCommandsOneAfterTheOther() throws Exception {
        assertThat(talk("Run ls -l; if true; then ls; fi then RUN pwd then count 3", "a.txt\n"))
                .containsExactly(
                        "calls exec_command {\"cmd\":\"ls -l; if true; then ls; fi\"}",
                        "says I ran `ls -l; if true; then ls; fi`. It said:\na.txt",
                        "calls exec_command {\"cmd\":\"pwd\"}",
                        "says I ran `pwd`. It said:\na.txt",
                        "says 1 2 3");
    }

    @Test
    void editAddsWhatIsNotThere() throws Exception {
        assertThat(talk("edit it's.txt", "Output:\ndemo:absent\n"))
                .containsExactly(
                        "calls exec_command "
                                + Json.MAPPER.writeValueAsString(
                                        Map.of(
                                                "cmd",
                                                "if [ -e 'it'\\''s.txt' ]; then"
                                                        + " echo demo:present; head -n 1 'it'\\''s.txt'; echo; else echo demo:absent; fi")),
                        "calls apply_patch *** Begin Patch\n*** Add File: it's.txt\n+Hello from the demo model.\n*** End Patch\n",
                        "says The patch of it's.txt: Output:\ndemo:absent");
    }

    @ParameterizedTest
    @CsvSource({"'demo:present\nold\n','-old\n+old (edited)'", "'demo:present\n\n','+ (edited)'"})
    void editUpdatesWhatIsThere(String look, String hunk) throws Exception {
        assertThat(talk("edit a.txt", look).get(1))
                .isEqualTo(
                        "calls apply_patch *** Begin Patch\n*** Update File: a.txt\n@@\n" + hunk + "\n*** End Patch\n");
    }

    @Test
    void editThatMayNotLookSaysSo() throws Exception {
        assertThat(talk("edit a.txt", "rejected by user").get(1))
                .isEqualTo("says I could not look at a.txt: rejected by user");
    }

    @Test
    void writesAndDeletes() throws Exception {
        assertThat(talk("write a.txt: one\ntwo then delete a.txt", "Success."))
                .containsExactly(
                        "calls apply_patch *** Begin Patch\n*** Add File: a.txt\n+one\n+two\n*** End Patch\n",
                        "says The patch of a.txt: Success.",
                        "calls apply_patch *** Begin Patch\n*** Delete File: a.txt\n*** End Patch\n",
                        "says The patch of a.txt: Success.");
    }

    @Test
    void plans() throws Exception {
        List<String> answers = talk("plan read; ; write", "Plan updated");
        assertThat(answers).hasSize(2);
        assertThat(Json.MAPPER.readTree(answers.get(0).replace("calls update_plan ", "")))
                .isEqualTo(Json.MAPPER.readTree("{\"plan\":[{\"step\":\"read\",\"status\":\"in_progress\"},"
                        + "{\"step\":\"write\",\"status\":\"pending\"}]}"));
        assertThat(answers.get(1)).isEqualTo("says The plan has 2 steps.");
    }

    @Test
    void thinksInTwoParts() throws Exception {
        List<ModelEvent> events = Requests.all(demo, Requests.saying("think tea"));
        assertThat(events.stream().filter(ModelEvent.SummaryPartAdded.class::isInstance))
                .hasSize(2);
        StringBuilder first = new StringBuilder();
        for (ModelEvent event : events) {
            if (event instanceof ModelEvent.SummaryTextDelta delta && delta.summaryIndex() == 0) {
                first.append(delta.delta());
            }
        }
        assertThat(first).hasToString("**Reading the request**\n\nThe user wants me to think of tea.");
    }

    @Test
    void countsInDeltas() throws Exception {
        List<String> deltas = new ArrayList<>();
        for (ModelEvent event : Requests.all(demo, Requests.saying("count 100000"))) {
            if (event instanceof ModelEvent.TextDelta delta) {
                deltas.add(delta.delta());
            }
        }
        assertThat(deltas).hasSize(100_000).startsWith("1 ", "2 ").endsWith("99999 ", "100000");
        assertThat(talk("count 100001", "")).containsExactly("says I count to a number from 1 to 100000: count 10");
    }

    @Test
    void fails() {
        ModelException failure =
                catchThrowableOfType(ModelException.class, () -> Requests.all(demo, Requests.saying("fail")));
        assertThat(failure).hasMessage("The demo model was asked to fail.");
        assertThat(failure.retryable()).isFalse();
    }

    @Test
    void flakyBreaksOffEveryOtherTime() throws Exception {
        for (int i = 0; i < 2; i++) {
            ModelException failure =
                    catchThrowableOfType(ModelException.class, () -> Requests.all(demo, Requests.saying("flaky")));
            assertThat(failure.retryable()).isTrue();
            assertThat(brief(Requests.all(demo, Requests.saying("flaky"))))
                    .containsExactly("says The first try broke off; this is the second.");
        }
    }

    @Test
    void slowStreamEndsWhenClosed() throws Exception {
        ModelStream stream = demo.open(Requests.saying("stream slowly"));
        assertThat(stream.next()).isInstanceOf(ModelEvent.ItemAdded.class);
        assertThat(stream.next()).isInstanceOf(ModelEvent.TextDelta.class);
        CompletableFuture<Exception> ended = new CompletableFuture<>();
        Thread reader = new Thread(() -> {
            try {
                ended.complete(new IllegalStateException("came to its end: " + Requests.rest(stream)));
            } catch (Exception e) {
                ended.complete(e);
            }
        });
        reader.start();
        stream.close();
        assertThat(ended.get(20, TimeUnit.SECONDS)).hasMessage("the model's answer was given up");
    }

    @Test
    void answersInTheShapeAskedFor() throws Exception {
        Map<String, Object> schema = Map.of(
                "type", "object",
                "required", List.of("n", "kind", "list", "child"),
                "properties",
                        Map.of(
                                "n", Map.of("type", "integer", "minimum", 3),
                                "kind", Map.of("enum", List.of("a", "b")),
                                "list",
                                        Map.of(
                                                "type",
                                                "array",
                                                "minItems",
                                                1,
                                                "items",
                                                Map.of("type", "string", "minLength", 2)),
                                "child", Map.of("$ref", "#/$defs/c"),
                                "left out", Map.of("type", "string")),
                "$defs", Map.of("c", Map.of("anyOf", List.of(Map.of("type", List.of("boolean", "null"))))));
        ModelRequest request =
                new ModelRequest("t", "m", List.of(Requests.user("hello")), List.of(), null, null, schema, null);
        assertThat(brief(Requests.all(demo, request)))
                .containsExactly("says {\"n\":3,\"kind\":\"a\",\"list\":[\"xx\"],\"child\":false}");
    }

    @Test
    void schemaThatRefersToItselfIsCutOff() {
        Object branch = Map.of("$ref", "#");
        Map<String, Object> schema =
                Map.of("type", "object", "required", List.of("a", "b"), "properties", Map.of("a", branch, "b", branch));
        assertThat(DemoSchema.instance(schema)).startsWith("{\"a\":{\"a\":").hasSizeLessThan(100_000);
    }

    @Test
    void summarises() throws Exception {
        history.add(Requests.user("<environment_context>\nx\n</environment_context>"));
        history.add(Requests.user("run ls"));
        assertThat(talk("Summarise the conversation so far, briefly.", ""))
                .containsExactly("says The user has asked 1 thing; the latest:\n- run ls");
    }

    @Test
    void compactedWorkIsNotDoneAgain() throws Exception {
        history.add(Requests.user("run ls"));
        assertThat(talk("Summary of the conversation so far, made because it had grown too long:\n\nls was run", ""))
                .containsExactly("says " + DemoTexts.COMPACTED);
    }

    @Test
    void sameRequestsGetSameAnswersAndEveryIdOnce() throws Exception {
        List<ModelEvent> first = Requests.all(demo, Requests.saying("think then run ls"));
        List<ModelEvent> second = Requests.all(demo, Requests.saying("think then run ls"));
        assertThat(Requests.all(new DemoProvider(), Requests.saying("think then run ls")))
                .isEqualTo(first);
        Set<String> ids = new HashSet<>();
        for (List<ModelEvent> events : List.of(first, second)) {
            for (ModelEvent event : events) {
                if (event instanceof ModelEvent.ItemDone done) {
                    assertThat(ids.add(done.itemId())).isTrue();
                }
            }
        }
        assertThat(ids).hasSize(6);
    }

    @Test
    void countsTokensByLength() throws Exception {
        List<ModelEvent> events = Requests.all(demo, Requests.saying("count 3"));
        ModelEvent.Completed last = (ModelEvent.Completed) events.get(events.size() - 1);
        long input = Json.MAPPER.writeValueAsBytes(Requests.saying("count 3").input()).length / 4;
        assertThat(last.usage().inputTokens()).isEqualTo(input);
        assertThat(last.usage().totalTokens()).isEqualTo(input + 2);
    }

    @Test
    void closedAnswerSaysSo() throws Exception {
        ModelStream stream = demo.open(Requests.saying("hi"));
        stream.close();
        assertThatThrownBy(stream::next).hasMessage("the model's answer was given up");
    }

    /** Plays the turn loop: every call comes out as {@code output}; tells what the model did. */
    private List<String> talk(String text, String output) throws Exception {
        history.add(Requests.user(text));
        List<String> done = new ArrayList<>();
        boolean called = true;
        while (called) {
            called = false;
            for (ModelEvent event : Requests.all(demo, Requests.of(List.copyOf(history)))) {
                if (event instanceof ModelEvent.ItemDone item) {
                    history.add(item.item());
                    called |= answer(item.item(), output);
                    done.addAll(brief(List.of(event)));
                }
            }
        }
        return done;
    }

    private boolean answer(ResponseItem item, String output) {
        if (item instanceof FunctionCallResponseItem call) {
            return history.add(Requests.output(call.callId(), output));
        }
        return item instanceof CustomToolCallResponseItem call
                && history.add(CustomToolCallOutputResponseItem.builder()
                        .callId(call.callId())
                        .output(FunctionCallOutputBody.of(output))
                        .build());
    }

    private static List<String> brief(List<ModelEvent> events) throws Exception {
        List<String> brief = new ArrayList<>();
        for (ModelEvent event : events) {
            if (!(event instanceof ModelEvent.ItemDone done)) {
                continue;
            }
            if (done.item() instanceof FunctionCallResponseItem call) {
                brief.add("calls " + call.name() + " " + call.arguments());
            } else if (done.item() instanceof CustomToolCallResponseItem call) {
                brief.add("calls " + call.name() + " " + call.input());
            } else {
                brief.add("says "
                        + Json.MAPPER
                                .valueToTree(done.item())
                                .at("/content/0/text")
                                .asText());
            }
        }
        return brief;
    }
}
