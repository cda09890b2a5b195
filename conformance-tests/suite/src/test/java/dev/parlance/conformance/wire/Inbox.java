package dev.parlance.conformance.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Keeps what a channel hands over, as texts in the order of the wire. */
public final class Inbox implements Channel.Receiver {
    private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();

    @Override
    public void received(byte[] message, boolean ended) {
        seen.add((ended ? "" : "unended ") + new String(message, UTF_8));
    }

    @Override
    public void closed(String why) {
        seen.add("(closed)");
    }

    @Override
    public void noted(String what) {
        seen.add("(" + what + ")");
    }

    /** The next thing that came; a note in parentheses. */
    public String next() throws InterruptedException {
        String next = seen.poll(30, TimeUnit.SECONDS);
        return next == null ? "nothing came" : next;
    }
}
