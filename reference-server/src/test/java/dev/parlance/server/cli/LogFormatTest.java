package dev.parlance.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

class LogFormatTest {
    private static final String HOSTILE = "a\nb\u001b[2Jc\u202e\"d\"";

    private static LogFormat.Entry entry(String message, Throwable failure) {
        return new LogFormat.Entry(
                Instant.parse("2026-01-02T03:04:05.678Z"), Level.WARN, "dev.parlance.X", "main", message, failure);
    }

    @Test
    void plainRecordsTakeOneLineAndCannotMoveTheCursor() {
        assertThat(LogFormat.PLAIN.line(entry(HOSTILE, null)))
                .isEqualTo("2026-01-02T03:04:05.678Z WARN dev.parlance.X: a\\nb?[2Jc?\"d\"");
    }

    @Test
    void plainRecordsSayWhereAnExceptionCameFrom() {
        Exception failure = new IllegalStateException("outer", new RuntimeException("inner\nline"));
        failure.setStackTrace(new StackTraceElement[] {new StackTraceElement("A", "m", "A.java", 3)});
        failure.getCause().setStackTrace(new StackTraceElement[0]);

        assertThat(LogFormat.PLAIN.line(entry("broken", failure)))
                .isEqualTo("2026-01-02T03:04:05.678Z WARN dev.parlance.X: broken"
                        + " | java.lang.IllegalStateException: outer at A.m(A.java:3)"
                        + " | caused by java.lang.RuntimeException: inner\\nline");
    }

    @Test
    void jsonRecordsAreOneObjectALine() {
        assertThat(LogFormat.JSON.line(entry(HOSTILE, null)))
                .isEqualTo("{\"time\":\"2026-01-02T03:04:05.678Z\",\"level\":\"warn\",\"logger\":\"dev.parlance.X\","
                        + "\"thread\":\"main\",\"message\":\"a\\nb\\u001B[2Jc\u202e\\\"d\\\"\"}");
    }

    @Test
    void aMessageWithoutEndIsCut() {
        assertThat(LogFormat.PLAIN.line(entry("x".repeat(1 << 20), null))).hasSizeLessThan(9_000);
        assertThat(LogFormat.JSON.line(entry("x".repeat(1 << 20), null))).hasSizeLessThan(9_000);
    }
}
