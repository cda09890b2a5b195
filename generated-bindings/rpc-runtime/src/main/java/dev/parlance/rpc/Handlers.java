package dev.parlance.rpc;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What one end does with the methods it receives. Generated code fills it from an implementation of the server's or the
 * client's interface; by hand:
 *
 * <pre>{@code
 * Handlers handlers = Handlers.builder()
 *         .onRequest(THREAD_READ, params -> CompletableFuture.completedFuture(read(params)))
 *         .onNotification(INITIALIZED, params -> ready())
 *         .build();
 * }</pre>
 *
 * Handlers are called on the reading thread, in the order of the wire; one that has to wait returns an incomplete future.
 * A handler may throw {@link RpcException}; any other exception is answered as an internal error without its text. A future
 * that is cancelled leaves the request unanswered: for protocols that settle a request in another way.
 */
public final class Handlers {
    private static final Otherwise IGNORE = (method, params) -> {};

    private final Map<String, Entry<?, ?>> entries;
    private final Otherwise otherwise;

    private Handlers(Map<String, Entry<?, ?>> entries, Otherwise otherwise) {
        this.entries = entries;
        this.otherwise = otherwise;
    }

    /** Starts an empty table. */
    public static Builder builder() {
        return new Builder();
    }

    /** The handled methods by name, in the order they were added. */
    public Map<String, Entry<?, ?>> entries() {
        return entries;
    }

    /** What is done with a notification that no entry handles. */
    public Otherwise otherwise() {
        return otherwise;
    }

    /** True where such a notification's params need not be read. */
    boolean ignoresOthers() {
        return otherwise == IGNORE;
    }

    /** One handled method. For a notification the function returns a completed future of null. */
    public record Entry<P, R>(Method<P, R> method, Function<@Nullable P, CompletableFuture<R>> function) {}

    /** Receives notifications the table does not know; a newer peer may send some at any time. */
    @FunctionalInterface
    public interface Otherwise {
        /**
         * Called on the reading thread.
         *
         * @param params the JSON value as maps, lists and scalars; null where absent
         */
        void notification(String method, @Nullable Object params);
    }

    /** Collects the handlers of one end; {@link #build()} makes the table. */
    public static final class Builder {
        private final Map<String, Entry<?, ?>> entries = new LinkedHashMap<>();
        private Otherwise otherwise = IGNORE;

        private Builder() {}

        /** Handles a request; the function's argument is null where params were left out. */
        public <P, R> Builder onRequest(Method<P, R> method, Function<P, CompletableFuture<R>> function) {
            entries.put(method.name(), new Entry<>(method, function));
            return this;
        }

        /** Handles a notification; the argument is null where params were left out. */
        public <P> Builder onNotification(Method<P, Void> method, Consumer<P> consumer) {
            return onRequest(method, params -> {
                consumer.accept(params);
                return CompletableFuture.<Void>completedFuture(null);
            });
        }

        /** Handles notifications that no entry handles; they are ignored unless this is called. */
        public Builder otherwise(Otherwise value) {
            otherwise = Objects.requireNonNull(value);
            return this;
        }

        /** The table. */
        public Handlers build() {
            return new Handlers(Collections.unmodifiableMap(new LinkedHashMap<>(entries)), otherwise);
        }
    }
}
