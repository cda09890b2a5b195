package dev.parlance.server.model;

import dev.parlance.agent.protocol.CodexErrorInfo.Value;
import dev.parlance.agent.protocol.CustomToolCallResponseItem;
import dev.parlance.agent.protocol.FunctionCallResponseItem;
import dev.parlance.agent.protocol.MessageResponseItem;
import dev.parlance.agent.protocol.OutputTextContentItem;
import dev.parlance.agent.protocol.ReasoningItemReasoningSummary;
import dev.parlance.agent.protocol.ReasoningResponseItem;
import dev.parlance.agent.protocol.ResponseItem;
import dev.parlance.agent.protocol.SummaryTextReasoningItemReasoningSummary;
import dev.parlance.agent.protocol.TokenUsageBreakdown;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Plays the parts of a demo answer; makes each event when it is asked for. */
final class DemoStream implements ModelStream {
    /** The rule of thumb for English, good enough to see the numbers move. */
    static final int CHARACTERS_PER_TOKEN = 4;

    private final DemoIds ids;
    private final Iterator<DemoPart> parts;
    private final long inputTokens;
    private final CountDownLatch closed = new CountDownLatch(1);
    private Iterator<ModelEvent> events = Collections.emptyIterator();
    private Duration pace = Duration.ZERO;
    private long outputCharacters;
    private long reasoningCharacters;
    private boolean completed;
    private @Nullable ModelException failure;

    DemoStream(DemoIds ids, List<DemoPart> parts, long inputTokens) {
        this.ids = ids;
        this.parts = parts.iterator();
        this.inputTokens = inputTokens;
    }

    @Override
    public @Nullable ModelEvent next() throws ModelException, InterruptedException {
        if (closed.await(0, TimeUnit.NANOSECONDS)) {
            throw Failures.last("the model's answer was given up", Value.OTHER);
        }
        if (failure != null) {
            throw failure;
        }
        while (!events.hasNext() && parts.hasNext()) {
            events = begin(parts.next());
        }
        if (events.hasNext()) {
            ModelEvent event = events.next();
            wait(event);
            return event;
        }
        if (completed) {
            return null;
        }
        completed = true;
        return new ModelEvent.Completed(ids.response(), usage());
    }

    @Override
    public void close() {
        closed.countDown();
    }

    private void wait(ModelEvent event) throws ModelException, InterruptedException {
        boolean paced = event instanceof ModelEvent.TextDelta && !pace.isZero();
        if (paced && closed.await(pace.toMillis(), TimeUnit.MILLISECONDS)) {
            throw Failures.last("the model's answer was given up", Value.OTHER);
        }
    }

    private Iterator<ModelEvent> begin(DemoPart part) throws ModelException {
        if (part instanceof DemoPart.Say say) {
            pace = say.pace();
            return message(Arrays.stream(say.text().split("(?<=\\s)(?=\\S)")), say.text());
        }
        if (part instanceof DemoPart.Count count) {
            pace = Duration.ZERO;
            String whole = String.join(
                    " ",
                    IntStream.rangeClosed(1, count.last())
                            .mapToObj(Integer::toString)
                            .toList());
            return message(
                    IntStream.rangeClosed(1, count.last()).mapToObj(n -> n == count.last() ? "" + n : n + " "), whole);
        }
        if (part instanceof DemoPart.Think think) {
            return reasoning(think.summary());
        }
        if (part instanceof DemoPart.Call call) {
            return call(call);
        }
        failure = ((DemoPart.Fail) part).failure();
        throw failure;
    }

    private Iterator<ModelEvent> message(Stream<String> deltas, String text) {
        outputCharacters += text.length();
        String id = ids.next("msg");
        MessageResponseItem.Builder item = MessageResponseItem.builder().id(id).role("assistant");
        ResponseItem whole = item.content(
                        List.of(OutputTextContentItem.builder().text(text).build()))
                .build();
        Stream<ModelEvent> begin =
                Stream.of(new ModelEvent.ItemAdded(id, item.content(List.of()).build()));
        return Stream.concat(
                        Stream.concat(begin, deltas.map(delta -> new ModelEvent.TextDelta(id, delta))),
                        Stream.of(new ModelEvent.ItemDone(id, whole)))
                .iterator();
    }

    private Iterator<ModelEvent> reasoning(List<String> summary) {
        long characters = summary.stream().mapToLong(String::length).sum();
        outputCharacters += characters;
        reasoningCharacters += characters;
        String id = ids.next("rs");
        ReasoningResponseItem.Builder item = ReasoningResponseItem.builder().id(id);
        List<ReasoningItemReasoningSummary> whole = summary.stream()
                .<ReasoningItemReasoningSummary>map(text -> SummaryTextReasoningItemReasoningSummary.builder()
                        .text(text)
                        .build())
                .toList();
        Stream<ModelEvent> deltas = IntStream.range(0, summary.size())
                .boxed()
                .flatMap(i -> Stream.concat(
                        Stream.of(new ModelEvent.SummaryPartAdded(id, i)),
                        Arrays.stream(summary.get(i).split("(?<=\\s)(?=\\S)"))
                                .map(word -> new ModelEvent.SummaryTextDelta(id, i, word))));
        return Stream.concat(
                        Stream.concat(
                                Stream.of(new ModelEvent.ItemAdded(
                                        id, item.summary(List.of()).build())),
                                deltas),
                        Stream.of(
                                new ModelEvent.ItemDone(id, item.summary(whole).build())))
                .iterator();
    }

    private Iterator<ModelEvent> call(DemoPart.Call call) {
        outputCharacters += call.input().length();
        String callId = ids.next("call");
        String id = ids.next(call.custom() ? "ctc" : "fc");
        ResponseItem item = call.custom()
                ? CustomToolCallResponseItem.builder()
                        .id(id)
                        .callId(callId)
                        .name(call.tool())
                        .input(call.input())
                        .build()
                : FunctionCallResponseItem.builder()
                        .id(id)
                        .callId(callId)
                        .name(call.tool())
                        .arguments(call.input())
                        .build();
        return Stream.<ModelEvent>of(new ModelEvent.ItemDone(id, item)).iterator();
    }

    private TokenUsageBreakdown usage() {
        long output = tokens(outputCharacters);
        return TokenUsageBreakdown.builder()
                .inputTokens(inputTokens)
                .cachedInputTokens(0L)
                .cacheWriteInputTokens(0L)
                .outputTokens(output)
                .reasoningOutputTokens(tokens(reasoningCharacters))
                .totalTokens(inputTokens + output)
                .build();
    }

    private static long tokens(long characters) {
        return (characters + CHARACTERS_PER_TOKEN - 1) / CHARACTERS_PER_TOKEN;
    }
}
