package dev.parlance.rpc;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Calls by id: open addressing without boxes, at most half full. Not thread-safe.
 *
 * <p>Ids are given out in sequence. They are spread over the table: side by side they would make one long run, all of which
 * a removal from its front has to look at (a third of the time of a pipelined round trip with 256 in flight).
 */
final class CallTable {
    private @Nullable Call<?>[] slots;
    private int size;

    CallTable() {
        slots = new Call<?>[64];
    }

    int size() {
        return size;
    }

    void put(Call<?> call) {
        if (size * 2 >= slots.length) {
            grow();
        }
        insert(call);
        size++;
    }

    private void insert(Call<?> call) {
        int i = slot(call.id);
        while (slots[i] != null) {
            i = (i + 1) & (slots.length - 1);
        }
        slots[i] = call;
    }

    private void grow() {
        @Nullable Call<?>[] old = slots;
        slots = new Call<?>[old.length * 2];
        for (Call<?> call : old) {
            if (call != null) {
                insert(call);
            }
        }
    }

    @Nullable
    Call<?> get(long id) {
        int i = find(id);
        return i < 0 ? null : slots[i];
    }

    @Nullable
    Call<?> remove(long id) {
        int hole = find(id);
        if (hole < 0) {
            return null;
        }
        Call<?> found = slots[hole];
        size--;
        // Close the gap: move back whoever was pushed past it.
        int i = hole;
        while (true) {
            i = (i + 1) & (slots.length - 1);
            Call<?> next = slots[i];
            if (next == null) {
                break;
            }
            int home = slot(next.id);
            boolean between = hole <= i ? hole < home && home <= i : hole < home || home <= i;
            if (!between) {
                slots[hole] = next;
                hole = i;
            }
        }
        slots[hole] = null;
        return found;
    }

    private int find(long id) {
        int i = slot(id);
        while (true) {
            Call<?> call = slots[i];
            if (call == null) {
                return -1;
            }
            if (call.id == id) {
                return i;
            }
            i = (i + 1) & (slots.length - 1);
        }
    }

    /** By the golden ratio, which keeps consecutive numbers far from each other. */
    private int slot(long id) {
        return (int) ((id * 0x9e37_79b9_7f4a_7c15L) >>> Long.numberOfLeadingZeros(slots.length - 1L));
    }

    void forEach(Consumer<Call<?>> action) {
        for (Call<?> call : slots) {
            if (call != null) {
                action.accept(call);
            }
        }
    }

    void clear() {
        Arrays.fill(slots, null);
        size = 0;
    }
}
