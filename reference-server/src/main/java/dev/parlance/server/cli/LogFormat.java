package dev.parlance.server.cli;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * How a log record is written to stderr; both take one line a record, whatever is in the message.
 *
 * <pre>{@code
 * parlance-server app-server --log-format json
 * }</pre>
 */
public enum LogFormat {
    /** Time, level, logger, message, and where an exception came from. */
    PLAIN {
        @Override
        String line(Entry entry) {
            StringBuilder line = new StringBuilder(160);
            line.append(entry.time()).append(' ').append(entry.level()).append(' ');
            line.append(entry.logger()).append(": ").append(entry.message());
            Throwable cause = entry.failure();
            for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
                line.append(depth == 0 ? " | " : " | caused by ").append(cause);
                StackTraceElement[] trace = cause.getStackTrace();
                for (int i = 0; i < Math.min(trace.length, FRAMES); i++) {
                    line.append(i == 0 ? " at " : " < ").append(trace[i]);
                }
                cause = cause.getCause();
            }
            return OneLine.of(line, LONGEST);
        }
    },
    /** An object with {@code time}, {@code level}, {@code logger}, {@code thread}, {@code message} and {@code failure}. */
    JSON {
        @Override
        String line(Entry entry) {
            StringBuilder line = new StringBuilder(240);
            member(line.append('{'), "time", entry.time().toString());
            member(line.append(','), "level", entry.level().toString().toLowerCase(Locale.ROOT));
            member(line.append(','), "logger", entry.logger());
            member(line.append(','), "thread", entry.thread());
            member(line.append(','), "message", cut(entry.message()));
            if (entry.failure() != null) {
                member(line.append(','), "failure", cut(traceOf(entry.failure())));
            }
            return line.append('}').toString();
        }
    };

    private static final int LONGEST = 8_000;
    private static final int DEEPEST = 5;
    private static final int FRAMES = 6;

    /** One record. */
    record Entry(
            Instant time,
            Level level,
            String logger,
            String thread,
            String message,
            @Nullable Throwable failure) {}

    /** The record without its line feed. */
    abstract String line(Entry entry);

    private static void member(StringBuilder line, String name, String value) {
        line.append('"').append(name).append("\":\"");
        JsonStringEncoder.getInstance().quoteAsString(value, line);
        line.append('"');
    }

    private static String traceOf(Throwable failure) {
        java.io.StringWriter text = new java.io.StringWriter();
        failure.printStackTrace(new java.io.PrintWriter(text));
        return text.toString();
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }
}
