package dev.parlance.rpc;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds the handler of a method by the characters in the parser's buffer, without making a String. */
final class MethodIndex {
    private final @Nullable Served[] slots;

    /** A handled method. */
    static final class Served {
        final Method<?, ?> method;
        final Function<@Nullable Object, ? extends @Nullable CompletableFuture<?>> function;
        private final char[] name;
        private final int hash;

        @SuppressWarnings("unchecked") // the entry's types belong together
        Served(Handlers.Entry<?, ?> entry) {
            method = entry.method();
            function = (Function<@Nullable Object, CompletableFuture<?>>) (Function<?, ?>) entry.function();
            name = method.name().toCharArray();
            hash = hash(name, 0, name.length);
        }
    }

    MethodIndex(Map<String, Handlers.Entry<?, ?>> entries) {
        int size = Integer.highestOneBit(Math.max(4, entries.size()) * 4);
        slots = new @Nullable Served[size];
        for (Handlers.Entry<?, ?> entry : entries.values()) {
            Served served = new Served(entry);
            int i = served.hash & (size - 1);
            while (slots[i] != null) {
                i = (i + 1) & (size - 1);
            }
            slots[i] = served;
        }
    }

    /** The method named by the parser's current string; null if there is no handler. */
    @Nullable
    Served find(JsonParser parser) throws IOException {
        char[] text = parser.getTextCharacters();
        int offset = parser.getTextOffset();
        int length = parser.getTextLength();
        int hash = hash(text, offset, length);
        int i = hash & (slots.length - 1);
        while (true) {
            Served served = slots[i];
            if (served == null) {
                return null;
            }
            if (served.hash == hash
                    && Arrays.equals(served.name, 0, served.name.length, text, offset, offset + length)) {
                return served;
            }
            i = (i + 1) & (slots.length - 1);
        }
    }

    private static int hash(char[] text, int offset, int length) {
        int hash = length;
        for (int i = offset; i < offset + length; i++) {
            hash = hash * 31 + text[i];
        }
        return hash ^ (hash >>> 15);
    }
}
