package dev.parlance.conformance.subject;

import dev.parlance.conformance.wire.WebSocketAddress;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.SocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a process's standard error to its end, so that it never blocks, and keeps the last of it. */
final class StderrTail {
    private static final int LINES = 60;
    private static final int LINE = 2_000;

    private final Deque<String> lines = new ArrayDeque<>();
    private boolean ended;

    StderrTail(InputStream stderr) {
        Thread reader = new Thread(() -> read(stderr), "subject-stderr");
        reader.setDaemon(true);
        reader.start();
    }

    synchronized String text() {
        return String.join("\n", lines);
    }

    /** Waits until the process says where it listens, or until the address it was given can be connected to. */
    String address(String wanted, Duration limit) throws IOException {
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            return wanted.startsWith("ws://") || wanted.startsWith("unix://")
                    ? connectable(wanted, deadline)
                    : said(Pattern.compile(wanted), deadline);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for the subject to listen", e);
        }
    }

    private synchronized String said(Pattern pattern, long deadline) throws IOException, InterruptedException {
        while (true) {
            for (String line : lines) {
                Matcher found = pattern.matcher(line);
                if (found.find()) {
                    return found.group(1);
                }
            }
            waitFor(deadline, "did not say where it listens (pattern " + pattern + ")", Long.MAX_VALUE);
        }
    }

    private String connectable(String address, long deadline) throws IOException, InterruptedException {
        // A socket's file may be left from a server that was killed: only who answers is there.
        SocketAddress socket = WebSocketAddress.parse(address).socket();
        while (true) {
            try (SocketChannel channel = SocketChannel.open(socket)) {
                if (!socket.equals(channel.getLocalAddress())) {
                    return address;
                }
            } catch (IOException e) {
                // Nobody listens yet.
            }
            synchronized (this) {
                waitFor(deadline, "does not listen at " + address, 20);
            }
        }
    }

    /** Waits for another line, for the end, or for that long; whoever calls it looks again in a loop. */
    @SuppressWarnings("WaitNotInLoop")
    private void waitFor(long deadline, String complaint, long atMostMillis) throws IOException, InterruptedException {
        long left = (deadline - System.nanoTime()) / 1_000_000;
        if (ended || left <= 0) {
            throw new IOException(
                    "the subject " + (ended ? "ended and " : "") + complaint + "; its last words: " + text());
        }
        wait(Math.min(left, atMostMillis));
    }

    private void read(InputStream stderr) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stderr, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                add(line.length() > LINE ? line.substring(0, LINE) : line);
            }
        } catch (IOException e) {
            add("(standard error broke off: " + e.getMessage() + ")");
        } finally {
            synchronized (this) {
                ended = true;
                notifyAll();
            }
        }
    }

    private synchronized void add(String line) {
        lines.add(line);
        if (lines.size() > LINES) {
            lines.removeFirst();
        }
        notifyAll();
    }
}
