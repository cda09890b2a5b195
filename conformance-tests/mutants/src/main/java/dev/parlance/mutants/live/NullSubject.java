package dev.parlance.mutants.live;

import dev.parlance.conformance.subject.Launched;
import dev.parlance.conformance.subject.Launcher;
import dev.parlance.conformance.subject.Subject;
import dev.parlance.conformance.subject.Variables;
import dev.parlance.conformance.wire.WebSocketAcceptor;
import dev.parlance.conformance.wire.WebSocketAddress;
import java.io.IOException;
import java.time.Duration;

/**
 * Subjects that say nothing to the point. No check may pass on them.
 *
 * <pre>{@code
 * rig.play(scenario, NullSubject.ECHO);
 * }</pre>
 */
public enum NullSubject implements Launcher {
    /** Answers every request with an empty result. */
    EMPTY_RESULT {
        @Override
        public String answer(String line, String id) {
            return "{\"id\":" + id + ",\"result\":{}}";
        }
    },
    /** Answers every request with the same error. */
    ONE_ERROR {
        @Override
        public String answer(String line, String id) {
            return "{\"id\":" + id + ",\"error\":{\"code\":-32600,\"message\":\"no\"}}";
        }
    },
    /** Reads and says nothing. */
    SILENCE {
        @Override
        public String answer(String line, String id) {
            return "";
        }
    },
    /** Says what it hears. */
    ECHO {
        @Override
        public String answer(String line, String id) {
            return line;
        }
    },
    /** Ends as soon as it is started. */
    EXIT {
        @Override
        public String answer(String line, String id) {
            return "";
        }
    };

    /** What it says to a line with that id as JSON, {@code null} if it has none; empty for nothing. */
    public abstract String answer(String line, String id);

    @Override
    public Launched launch(Subject.Start start, Variables variables, Duration limit) throws IOException {
        if (start.address() == null) {
            return new NullProcess(this, null);
        }
        if (this == EXIT) {
            throw new IOException("the subject ended and does not listen");
        }
        return new NullProcess(this, WebSocketAcceptor.listen(WebSocketAddress.parse("ws://127.0.0.1:0")));
    }
}
