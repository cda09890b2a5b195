package dev.parlance.scripted;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a {@link ScriptedModel} says: replies in order, and optionally replies of their own for requests that meet a
 * condition, each such line counting for itself. A script is immutable and may be played by several models, but gates
 * belong to it and open once.
 *
 * <pre>{@code
 * Script.builder()
 *     .when(request -> request.lastUserText().orElse("").contains("weather"), Reply.of(Step.text("Rain.")))
 *     .reply(Reply.of(Step.text("Hello.")))
 *     .afterEnd(AfterEnd.REPEAT_LAST)
 *     .build();
 * }</pre>
 */
public final class Script {
    private final List<Line> lines;
    private final List<ReplySource> replies;
    private final AfterEnd afterEnd;
    private final SideRequests sideRequests;

    private Script(Builder builder) {
        this.lines = List.copyOf(builder.lines);
        this.replies = List.copyOf(builder.replies);
        this.afterEnd = builder.afterEnd;
        this.sideRequests = builder.sideRequests;
    }

    /** These replies in order, with the defaults of {@link #builder()} for the rest. */
    public static Script of(Reply... replies) {
        return builder().reply(replies).build();
    }

    /** An empty script with {@link AfterEnd#FAIL} and {@link SideRequests#titles()}. */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * The script in a JSON file, in the form described at {@link #fromJson}.
     *
     * @throws IOException if the file cannot be read
     * @throws ScriptException if it is no JSON or no script
     */
    public static Script read(Path file) throws IOException {
        JsonNode tree;
        try {
            tree = new ObjectMapper().readTree(file.toFile());
        } catch (com.fasterxml.jackson.core.JacksonException e) {
            throw new ScriptException(
                    file.toString(), List.of(new ScriptException.Problem("", "not JSON: " + e.getMessage())));
        }
        return new ScriptReader(file.toString()).read(tree);
    }

    /**
     * The script in a tree, wherever it came from (YAML, say). Either a list of replies or an object:
     *
     * <pre>{@code
     * {"replies": [REPLY, …],
     *  "rules": [{"when": {"lastUserTextContains": "…", "threadId": "…", "model": "…"}, "replies": [REPLY, …]}],
     *  "afterEnd": "fail" | "failRetryably" | "repeatLast", "sideRequests": "title" | "script"}
     * }</pre>
     *
     * A reply is a list of steps, or {@code {"steps":[…],"usage":{"input","cached","output","reasoning"}}}. A step is
     * one of these, members after the comma being optional:
     *
     * <pre>{@code
     * {"text": "…"}, chunks: words | whole | characters, delayMs, phase, unfinished: true
     * {"reason": "…" or ["…"]}            {"rawReason": "…" or ["…"]}
     * {"call": "NAME", "args": JSON or "argsText": "…"}, id, namespace
     * {"custom": "NAME", "input": "…"}, id, namespace
     * {"item": {"type": …}}   {"event": {"type": …}}   {"garbage": "…"}
     * {"hold": "GATE"}        {"pauseMs": 100}
     * {"fail": "CODE"}, message           {"incomplete": "REASON"}
     * {"drop": true}          {"endEarly": true}
     * {"httpError": 429}, headers, body: a text or JSON
     * }</pre>
     *
     * @throws ScriptException with everything that is wrong, each with its JSON pointer
     */
    public static Script fromJson(JsonNode tree) {
        return new ScriptReader("script").read(tree);
    }

    List<Line> lines() {
        return lines;
    }

    List<ReplySource> replies() {
        return replies;
    }

    AfterEnd afterEnd() {
        return afterEnd;
    }

    SideRequests sideRequests() {
        return sideRequests;
    }

    List<Gate> gates() {
        return Stream.concat(lines.stream().flatMap(line -> line.replies().stream()), replies.stream())
                .flatMap(reply -> reply.gates().stream())
                .distinct()
                .toList();
    }

    /** Replies for the requests that meet a condition. */
    record Line(Predicate<ModelRequest> condition, List<ReplySource> replies) {}

    /** Collects a script; each method answers this builder. */
    public static final class Builder {
        private final List<Line> lines = new ArrayList<>();
        private final List<ReplySource> replies = new ArrayList<>();
        private AfterEnd afterEnd = AfterEnd.FAIL;
        private SideRequests sideRequests = SideRequests.titles();

        private Builder() {}

        /** Adds to the replies for requests that meet no condition. */
        public Builder reply(Reply... more) {
            replies.addAll(ReplySource.of(more));
            return this;
        }

        /** Adds one reply of these steps. */
        public Builder reply(Step... steps) {
            return reply(Reply.of(steps));
        }

        /**
         * Adds a reply that depends on the request, for calls that repeat something the client said, such as the number of
         * a process. An exception of the function is a problem of the script, and HTTP 500.
         */
        public Builder replyTo(Function<ModelRequest, Reply> answer) {
            replies.add(new ReplySource(answer, List.of()));
            return this;
        }

        /** Replies for the requests that meet the condition; of several conditions the first that holds decides. */
        public Builder when(Predicate<ModelRequest> condition, Reply... more) {
            lines.add(new Line(condition, ReplySource.of(more)));
            return this;
        }

        /** What a request gets for which no reply is left. */
        public Builder afterEnd(AfterEnd policy) {
            this.afterEnd = policy;
            return this;
        }

        /** Which requests are none of the script's, and what they get. */
        public Builder sideRequests(SideRequests policy) {
            this.sideRequests = policy;
            return this;
        }

        /** The script so far. */
        public Script build() {
            return new Script(this);
        }
    }
}
