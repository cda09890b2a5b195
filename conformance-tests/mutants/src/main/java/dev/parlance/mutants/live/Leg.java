package dev.parlance.mutants.live;

import dev.parlance.conformance.wire.Link;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicInteger;

/** The socket to one side of a planted connection. Each direction ends by itself; with the second one the socket is closed. */
final class Leg {
    /** Lines that were passed on without their end: they wait for the frame of the next. */
    final ByteArrayOutputStream unended = new ByteArrayOutputStream();

    private final Link link;
    private final Outbox outbox;
    private final AtomicInteger open = new AtomicInteger(2);

    Leg(Link link) {
        this.link = link;
        this.outbox = new Outbox(link.out(), this::outputOver, "plant-writer");
    }

    InputStream in() {
        return link.in();
    }

    void put(byte[] bytes) {
        outbox.put(bytes);
    }

    /** Nothing more goes to that side after what was put before. */
    void end() {
        outbox.end();
    }

    /** Nothing more is read from that side. */
    void inputOver() {
        over();
    }

    private void outputOver() {
        link.endOutput();
        over();
    }

    private void over() {
        if (open.decrementAndGet() == 0) {
            link.close();
        }
    }
}
