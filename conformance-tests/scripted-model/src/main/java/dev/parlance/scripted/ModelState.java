package dev.parlance.scripted;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

/** What a running model knows, and the playing of a reply. Shared by its request threads and by the test. */
final class ModelState {
    private static final int MOST_PROBLEMS = 1_000;
    // Far from the numbers of scripted replies, so that ids never meet.
    private static final int FIRST_SIDE_NUMBER = 1_000_000;

    private final Script script;
    private final Limits limits;
    private final Casting casting;
    private final RequestLog everything;
    private final RequestLog turns;
    private final Map<String, Gate> gates = new ConcurrentSkipListMap<>();
    private final List<String> problems = new ArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Semaphore free;
    private int nextSideNumber = FIRST_SIDE_NUMBER;

    ModelState(Script script, Limits limits) {
        this.script = script;
        this.limits = limits;
        this.casting = new Casting(script);
        this.free = new Semaphore(limits.concurrentRequests());
        this.everything = new RequestLog(limits.recordedRequests());
        this.turns = new RequestLog(limits.recordedRequests());
        script.gates().forEach(gate -> gates.put(gate.name(), gate));
    }

    Script script() {
        return script;
    }

    Limits limits() {
        return limits;
    }

    /** One for each request that may still come beside those that are being answered. */
    Semaphore free() {
        return free;
    }

    Casting casting() {
        return casting;
    }

    RequestLog everything() {
        return everything;
    }

    RequestLog turns() {
        return turns;
    }

    Map<String, Gate> gates() {
        return gates;
    }

    /** The reply for a model call; in one piece, so that requests and replies are numbered alike. */
    synchronized Casting.Part cast(ModelRequest request) {
        SideRequests side = script.sideRequests();
        if (side.matches().test(request)) {
            return new Casting.Part(nextSideNumber++, side.reply());
        }
        turns.add(request);
        Casting.Part part = casting.next(request);
        if (part.reply() != null) {
            know(ReplySource.of(part.reply()));
        }
        return part;
    }

    void know(ReplySource source) {
        source.gates().forEach(gate -> gates.put(gate.name(), gate));
    }

    void record(ModelRequest request) {
        everything.add(request);
    }

    void problem(String message) {
        synchronized (problems) {
            if (problems.size() < MOST_PROBLEMS) {
                problems.add(message);
            }
        }
    }

    List<String> problems() {
        synchronized (problems) {
            return List.copyOf(problems);
        }
    }

    /** Breaks every open reply, also those that wait at a gate. */
    void close() {
        closing.countDown();
        gates.values().forEach(Gate::release);
    }

    void play(HttpExchange exchange, ModelRequest request, Casting.Part part) throws IOException {
        ReplyStream stream = new ReplyStream(exchange, part.number(), limits.hold(), closing);
        Outcome outcome = Outcome.ABANDONED;
        try {
            boolean whole = stream.play(part.reply() == null ? Reply.of() : part.reply());
            outcome = Outcome.SERVED;
            if (!whole) {
                throw new BrokenConnection("the script cuts the connection here");
            }
            exchange.close();
        } catch (ReplyStream.AbandonedException e) {
            problem("reply " + part.number() + ": " + e.getMessage());
            throw new BrokenConnection("abandoned");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BrokenConnection("closed");
        } catch (IOException e) {
            // Closing interrupts the threads, and an interrupted write fails as if the client had left.
            outcome = closing.getCount() == 0 ? Outcome.ABANDONED : Outcome.CLIENT_GONE;
            throw e;
        } finally {
            request.end(outcome);
        }
    }

    /** Thrown out of the handler, for then the server breaks the connection without a proper end of the stream. */
    static final class BrokenConnection extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BrokenConnection(String why) {
            super(why);
        }
    }
}
