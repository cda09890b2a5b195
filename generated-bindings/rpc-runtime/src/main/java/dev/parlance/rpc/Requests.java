package dev.parlance.rpc;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Our requests that have no answer yet: a window of them is in flight, the others wait for their turn. Guarded by its
 * own monitor; nothing foreign is called while it is held.
 */
final class Requests {
    private final CallTable inFlight = new CallTable();
    private final ArrayDeque<Call<?>> waiting = new ArrayDeque<>();
    private final int window;
    private final int max;
    private Runnable onRoom = () -> {};
    private long lastId;
    private boolean closed;
    /** Size of {@link #waiting}, for a look without the monitor. */
    private volatile int waitingCount;

    Requests(int window, int max) {
        this.window = window;
        this.max = max;
    }

    /** Run, without the monitor, when a call has left the window for another reason than its answer. */
    void onRoom(Runnable action) {
        onRoom = action;
    }

    /** What is to be done with a new call. */
    enum Admission {
        SEND,
        WAIT,
        FULL,
        CLOSED
    }

    synchronized Admission add(Call<?> call) {
        if (closed) {
            return Admission.CLOSED;
        }
        if (inFlight.size() + waiting.size() >= max) {
            return Admission.FULL;
        }
        if (inFlight.size() >= window) {
            waiting.add(call);
            waitingCount = waiting.size();
            return Admission.WAIT;
        }
        launch(call);
        return Admission.SEND;
    }

    private void launch(Call<?> call) {
        call.id = ++lastId;
        inFlight.put(call);
    }

    /** True where some call may wait for its turn. */
    boolean anyWaiting() {
        return waitingCount > 0;
    }

    /** The next call whose turn has come; null if there is none. It counts as in flight. */
    synchronized @Nullable Call<?> launchNext() {
        if (waiting.isEmpty() || inFlight.size() >= window) {
            return null;
        }
        Call<?> call = waiting.remove();
        waitingCount = waiting.size();
        launch(call);
        return call;
    }

    /** The call of that id, which stays. */
    synchronized @Nullable Call<?> peek(long id) {
        return inFlight.get(id);
    }

    /** The call of that id, which leaves; null if it has left already. */
    synchronized @Nullable Call<?> take(long id) {
        return inFlight.remove(id);
    }

    /** Nobody waits for it any more; a late answer finds nothing. */
    void forget(Call<?> call) {
        boolean room;
        synchronized (this) {
            room = remove(call) && !waiting.isEmpty();
        }
        if (room) {
            onRoom.run();
        }
    }

    private boolean remove(Call<?> call) {
        if (call.id == 0) {
            waiting.remove(call);
            waitingCount = waiting.size();
            return false;
        }
        return inFlight.get(call.id) == call && inFlight.remove(call.id) != null;
    }

    /** All that are left, none of which is admitted any more. */
    synchronized List<Call<?>> close() {
        closed = true;
        List<Call<?>> left = new ArrayList<>(waiting);
        inFlight.forEach(left::add);
        waiting.clear();
        waitingCount = 0;
        inFlight.clear();
        return left;
    }

    /** Gives up those whose time is over; true where any request is outstanding. */
    boolean expire(long now) {
        List<Call<?>> late = new ArrayList<>(0);
        boolean any;
        synchronized (this) {
            any = outstanding() > 0;
            if (any) {
                inFlight.forEach(call -> collect(call, now, late));
                waiting.forEach(call -> collect(call, now, late));
                late.forEach(this::remove);
            }
        }
        if (!late.isEmpty()) {
            // What depends on the futures is foreign code, which must not hold up the timer.
            Threads.start("timeouts", () -> {
                late.forEach(Requests::giveUp);
                onRoom.run();
            });
        }
        return any;
    }

    private static void collect(Call<?> call, long now, List<Call<?>> late) {
        if (call.timeout != null && now - call.deadline >= 0) {
            late.add(call);
        }
    }

    private static void giveUp(Call<?> call) {
        call.completeExceptionally(new RpcTimeoutException(call.method.name(), Objects.requireNonNull(call.timeout)));
    }

    /** Zero where it has not been sent. */
    synchronized long idOf(Call<?> call) {
        return call.id;
    }

    /** In flight or waiting. */
    synchronized int outstanding() {
        return inFlight.size() + waiting.size();
    }

    /** In flight. */
    synchronized int inFlight() {
        return inFlight.size();
    }
}
