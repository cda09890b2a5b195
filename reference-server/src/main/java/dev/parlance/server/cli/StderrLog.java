package dev.parlance.server.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.ILoggerFactory;
import org.slf4j.IMarkerFactory;
import org.slf4j.Logger;
import org.slf4j.Marker;
import org.slf4j.event.Level;
import org.slf4j.helpers.BasicMarkerFactory;
import org.slf4j.helpers.LegacyAbstractLogger;
import org.slf4j.helpers.MessageFormatter;
import org.slf4j.helpers.NOPMDCAdapter;
import org.slf4j.spi.MDCAdapter;
import org.slf4j.spi.SLF4JServiceProvider;

/**
 * Where the process's log goes: stderr, in one format, from one level on. Named to slf4j by a property, so that finding
 * it costs no search of the class path and a program that embeds the server keeps its own.
 *
 * <pre>{@code
 * StderrLog.use(LogFormat.JSON, Level.INFO);   // before the first logger is made
 * }</pre>
 */
public final class StderrLog implements SLF4JServiceProvider {
    private static final OutputStream STDERR = new FileOutputStream(FileDescriptor.err);

    private static volatile LogFormat format = LogFormat.PLAIN;
    private static volatile Level level = Level.WARN;

    private final Map<String, Logger> loggers = new ConcurrentHashMap<>();

    /** For slf4j, which makes one. */
    public StderrLog() {}

    /** Makes slf4j log through this class. */
    static void use(LogFormat chosen, Level least) {
        format = chosen;
        level = least;
        System.setProperty("slf4j.provider", StderrLog.class.getName());
        // Else slf4j reports on stderr that it took the provider it was told to take.
        System.setProperty("slf4j.internal.verbosity", "WARN");
    }

    /** Writes a line for the user, outside of the log's format: banners and errors of the command line. */
    static void say(String line) {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        try {
            STDERR.write(bytes);
        } catch (IOException e) {
            // Nobody reads stderr, and there is nowhere else to say so.
        }
    }

    @Override
    public ILoggerFactory getLoggerFactory() {
        return name -> loggers.computeIfAbsent(name, Output::new);
    }

    @Override
    public IMarkerFactory getMarkerFactory() {
        return new BasicMarkerFactory();
    }

    @Override
    public MDCAdapter getMDCAdapter() {
        return new NOPMDCAdapter();
    }

    @Override
    public String getRequestedApiVersion() {
        return "2.0.99";
    }

    @Override
    public void initialize() {}

    private static final class Output extends LegacyAbstractLogger {
        private static final long serialVersionUID = 1;

        Output(String name) {
            this.name = name;
        }

        private static boolean writes(Level asked) {
            return asked.toInt() >= level.toInt();
        }

        @Override
        public boolean isTraceEnabled() {
            return writes(Level.TRACE);
        }

        @Override
        public boolean isDebugEnabled() {
            return writes(Level.DEBUG);
        }

        @Override
        public boolean isInfoEnabled() {
            return writes(Level.INFO);
        }

        @Override
        public boolean isWarnEnabled() {
            return writes(Level.WARN);
        }

        @Override
        public boolean isErrorEnabled() {
            return true;
        }

        @Override
        protected @Nullable String getFullyQualifiedCallerName() {
            return null;
        }

        @Override
        protected void handleNormalizedLoggingCall(
                Level at,
                @Nullable Marker marker,
                @Nullable String pattern,
                Object @Nullable [] arguments,
                @Nullable Throwable failure) {
            String message = String.valueOf(MessageFormatter.basicArrayFormat(pattern, arguments));
            String thread = Thread.currentThread().getName();
            Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
            say(format.line(new LogFormat.Entry(now, at, name, thread, message, failure)));
        }
    }
}
