package dev.parlance.server.exec;

import dev.parlance.server.Threads;
import dev.parlance.server.exec.CommandOutcome.Ending;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A command that has a process, but runs only once it is awaited: so that its item can be announced, with the process's
 * number, before anything happens. Close it in any case.
 *
 * <pre>{@code
 * try (RunningCommand command = commands.start(spec); AutoCloseable stop = turn.onInterrupt(command::kill)) {
 *     CommandOutcome outcome = command.await(delta -> ...);
 * }
 * }</pre>
 */
public final class RunningCommand implements AutoCloseable {
    /** Between asking a command to end and killing it. */
    private static final Duration GRACE = Duration.ofMillis(500);

    /** How long output is read on after the command's end, where something it left behind holds the pipe. */
    private static final Duration DRAIN = Duration.ofMillis(300);

    /** How long a killed process may take to vanish before the server goes on without it. */
    private static final Duration GONE = Duration.ofSeconds(2);

    private final CommandSpec spec;
    private final ProcessGroup group;
    private final Runnable onClose;
    private final CountDownLatch endedOrStopped = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final CountDownLatch outputRead = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean stopRequested;
    private volatile int exitCode;
    private boolean awaited;

    private RunningCommand(CommandSpec spec, ProcessGroup group, Consumer<RunningCommand> onClose) {
        this.spec = spec;
        this.group = group;
        this.onClose = () -> onClose.accept(this);
    }

    static RunningCommand create(CommandSpec spec, Consumer<RunningCommand> onClose) throws CommandNotStartedException {
        return new RunningCommand(spec, ProcessGroup.create(spec), onClose);
    }

    /** The number of the process, which is that of its group and session too. */
    public long pid() {
        return group.pid();
    }

    /**
     * Lets it run, and waits until it has ended and its whole group is gone. An interrupt of the calling thread is taken
     * as {@link #kill}: the ending says so, and the thread is no longer interrupted, so that what was output can be stored.
     *
     * @param deltas gets pieces of output as they arrive, on another thread; none after the return
     */
    public CommandOutcome await(Consumer<String> deltas) {
        if (awaited) {
            throw new IllegalStateException("a command is awaited once");
        }
        awaited = true;
        long begin = System.nanoTime();
        OutputText output = new OutputText(spec.outputCap(), deltas);
        Threads.start("command-output", () -> read(group.output(), output));
        Threads.start("command-exit", this::watch);
        if (!stopRequested) {
            group.go();
        }
        Ending ending = awaitEnding();
        List<ProcessHandle> strays = List.of();
        if (ending != Ending.EXITED) {
            strays = group.members();
            end();
        }
        finish(output, strays);
        int code = ending == Ending.EXITED
                ? exitCode
                : ending == Ending.TIMED_OUT ? CommandOutcome.TIMED_OUT_CODE : CommandOutcome.STOPPED_CODE;
        return new CommandOutcome(
                ending, code, output.text(), output.omittedBytes(), Duration.ofNanos(System.nanoTime() - begin));
    }

    /** Has it killed, with all it has started; returns at once, and whoever awaits it sees to it. */
    public void kill() {
        stopRequested = true;
        endedOrStopped.countDown();
    }

    /** Kills what is left, and gives back its place. */
    @Override
    public void close() {
        if (closed.getCount() > 0) {
            group.kill(GONE);
            closed.countDown();
            onClose.run();
        }
    }

    boolean isClosedWithin(Duration patience) {
        return Uninterrupted.within(patience, nanos -> closed.await(nanos, TimeUnit.NANOSECONDS));
    }

    private Ending awaitEnding() {
        @Nullable Duration timeout = spec.timeout();
        try {
            if (timeout == null) {
                endedOrStopped.await();
            } else if (!endedOrStopped.await(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
                return Ending.TIMED_OUT;
            }
            return stopRequested ? Ending.STOPPED : Ending.EXITED;
        } catch (InterruptedException e) {
            // Not restored, as the method says.
            return Ending.STOPPED;
        }
    }

    private void end() {
        group.stop();
        if (!Uninterrupted.within(GRACE, nanos -> ended.await(nanos, TimeUnit.NANOSECONDS))) {
            stopListening(DRAIN);
            group.kill(GONE);
        }
    }

    private void finish(OutputText output, List<ProcessHandle> strays) {
        stopListening(DRAIN);
        group.dissolve(GONE);
        strays.forEach(ProcessHandle::destroyForcibly);
        Uninterrupted.within(GONE, nanos -> allGone(strays, nanos));
        output.end();
    }

    /**
     * Waits for the end of the output, and if something holds the pipe, closes our side. That has to happen before the
     * process's exit: at the exit the JDK itself reads what is left, without a bound.
     */
    private void stopListening(Duration patience) {
        if (!Uninterrupted.within(patience, nanos -> outputRead.await(nanos, TimeUnit.NANOSECONDS))) {
            try {
                group.output().close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static boolean allGone(List<ProcessHandle> processes, long nanos) throws InterruptedException {
        long end = System.nanoTime() + nanos;
        for (ProcessHandle process : processes) {
            try {
                process.onExit().get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
            } catch (ExecutionException | TimeoutException e) {
                return false;
            }
        }
        return true;
    }

    private void read(InputStream in, OutputText output) {
        byte[] buffer = new byte[OutputText.DELTA_BYTES];
        try {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                output.accept(buffer, n);
            }
        } catch (IOException e) {
            // Our side was closed, since the command has ended.
        } finally {
            outputRead.countDown();
        }
    }

    private void watch() {
        exitCode = group.awaitExitCode().orElse(128 + 9);
        ended.countDown();
        endedOrStopped.countDown();
    }
}
