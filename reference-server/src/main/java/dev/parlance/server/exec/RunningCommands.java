package dev.parlance.server.exec;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All commands that the server runs: it bounds their number, and ends them with the server. Where the server ends without
 * calling {@link #close}, be it by {@code kill -9}, every group still ends by its lifeline; see {@link ProcessGroup}.
 * Thread-safe.
 *
 * <pre>{@code
 * RunningCommands commands = new RunningCommands();
 * }</pre>
 */
public final class RunningCommands implements AutoCloseable {
    /** How many commands may run at once: each takes three processes and two threads. */
    public static final int LIMIT = 64;

    private static final Duration GONE = Duration.ofSeconds(5);

    private final int limit;
    private final Set<RunningCommand> running = new LinkedHashSet<>();
    private int starting;
    private boolean closed;

    /** With the usual limit, {@value #LIMIT}. */
    public RunningCommands() {
        this(LIMIT);
    }

    /** With a limit of at least one. */
    public RunningCommands(int limit) {
        this.limit = limit;
    }

    /**
     * Makes the process of a command; it runs when {@link RunningCommand#await} is called.
     *
     * @throws CommandNotStartedException where the folder is missing, too many commands run, or the server is ending
     */
    public RunningCommand start(CommandSpec spec) throws CommandNotStartedException {
        takePlace();
        RunningCommand command = null;
        try {
            command = RunningCommand.create(spec, this::remove);
            return command;
        } finally {
            keepPlace(command);
        }
    }

    /** How many there are. */
    public synchronized int size() {
        return running.size() + starting;
    }

    /** Ends all of them, and waits up to five seconds until they are gone. No new ones are started. */
    @Override
    public void close() {
        List<RunningCommand> all;
        synchronized (this) {
            closed = true;
            all = new ArrayList<>(running);
        }
        all.forEach(RunningCommand::kill);
        long end = System.nanoTime() + GONE.toNanos();
        for (RunningCommand command : all) {
            if (!command.isClosedWithin(Duration.ofNanos(Math.max(0, end - System.nanoTime())))) {
                command.close();
            }
        }
    }

    private synchronized void takePlace() throws CommandNotStartedException {
        if (closed) {
            throw new CommandNotStartedException("the server is ending: no command is started any more");
        }
        if (size() >= limit) {
            throw new CommandNotStartedException(
                    "too many commands are running (" + limit + " are allowed): wait until one has ended");
        }
        starting++;
    }

    private synchronized void keepPlace(@Nullable RunningCommand command) {
        starting--;
        if (command != null) {
            running.add(command);
            if (closed) {
                command.kill();
            }
        }
    }

    private synchronized void remove(RunningCommand command) {
        running.remove(command);
    }
}
