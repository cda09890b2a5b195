package dev.parlance.server.thread;

import dev.parlance.agent.protocol.AgentBinding;
import dev.parlance.agent.protocol.AgentClient;
import dev.parlance.rpc.Caller;
import dev.parlance.rpc.Method;
import java.util.Collection;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Several connections, told as if they were one client: what is sent to it reaches each of them once.
 *
 * <pre>{@code
 * AgentClient audience = Audience.of(() -> subscribers);
 * audience.turnStarted(notification);
 * }</pre>
 */
public final class Audience {
    private Audience() {}

    /** Whoever is among them at the moment something is sent. Questions are refused: see {@link Approvals}. */
    public static AgentClient of(Supplier<? extends Collection<? extends Subscriber>> members) {
        return AgentBinding.client(new FanOut(members));
    }

    private record FanOut(Supplier<? extends Collection<? extends Subscriber>> members) implements Caller {
        @Override
        public <P, R> CompletableFuture<R> request(Method<P, R> method, @Nullable P params) {
            throw new UnsupportedOperationException(method.name() + " is asked by Approvals");
        }

        @Override
        public <P> void notify(Method<P, Void> method, @Nullable P params) {
            P known = Objects.requireNonNull(params);
            for (Subscriber member : members.get()) {
                member.tell(method, known);
            }
        }
    }
}
