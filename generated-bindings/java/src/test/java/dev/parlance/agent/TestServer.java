package dev.parlance.agent;

import dev.parlance.agent.protocol.AbsolutePathBuf;
import dev.parlance.agent.protocol.AgentBinding;
import dev.parlance.agent.protocol.AgentClient;
import dev.parlance.agent.protocol.AgentServer;
import dev.parlance.agent.protocol.InitializeParams;
import dev.parlance.agent.protocol.InitializeResponse;
import dev.parlance.agent.protocol.ThreadForkParams;
import dev.parlance.agent.protocol.ThreadForkResponse;
import dev.parlance.agent.protocol.ThreadResumeParams;
import dev.parlance.agent.protocol.ThreadResumeResponse;
import dev.parlance.agent.protocol.ThreadStartParams;
import dev.parlance.agent.protocol.ThreadStartResponse;
import dev.parlance.agent.protocol.ThreadUnsubscribeParams;
import dev.parlance.agent.protocol.ThreadUnsubscribeResponse;
import dev.parlance.agent.protocol.ThreadUnsubscribeStatus;
import dev.parlance.agent.protocol.TurnInterruptParams;
import dev.parlance.agent.protocol.TurnInterruptResponse;
import dev.parlance.agent.protocol.TurnStartParams;
import dev.parlance.agent.protocol.TurnStartResponse;
import dev.parlance.agent.protocol.TurnStatus;
import dev.parlance.agent.protocol.TurnSteerParams;
import dev.parlance.agent.protocol.TurnSteerResponse;
import dev.parlance.rpc.Direction;
import dev.parlance.rpc.InMemoryTransport;
import dev.parlance.rpc.Method;
import dev.parlance.rpc.Peer;
import dev.parlance.rpc.RpcException;
import dev.parlance.rpc.Transport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * The other end of an agent under test. Shakes hands, opens threads and accepts turns by itself; what happens in a turn,
 * and what becomes of interrupts and steering, is up to the test.
 */
final class TestServer implements AgentServer, AutoCloseable {
    /** A request that the test has to answer. */
    record Asked<P, R>(P params, CompletableFuture<R> answer) {}

    /** A question of this server: its id on the wire, and the answer as it came. */
    record Question(long id, CompletableFuture<Object> answer) {}

    final BlockingQueue<TurnStartParams> turnParams = new LinkedBlockingQueue<>();
    final BlockingQueue<Asked<TurnInterruptParams, TurnInterruptResponse>> interrupts = new LinkedBlockingQueue<>();
    final BlockingQueue<Asked<TurnSteerParams, TurnSteerResponse>> steers = new LinkedBlockingQueue<>();
    final BlockingQueue<ThreadUnsubscribeParams> unsubscribed = new LinkedBlockingQueue<>();
    /** What the next calls of initialize and turn/start are refused with. */
    final Queue<RpcException> refusals = new ConcurrentLinkedQueue<>();
    /** What is said before turn/start is answered. */
    volatile Consumer<TestTurn> beforeAnswer = turn -> {};

    private final BlockingQueue<TestTurn> accepted = new LinkedBlockingQueue<>();
    private final AtomicInteger threads = new AtomicInteger();
    private final AtomicInteger turns = new AtomicInteger();
    private final AtomicLong questions = new AtomicLong();
    private final CompletableFuture<AgentClient> client = new CompletableFuture<>();
    private final InMemoryTransport.Pair pair = InMemoryTransport.pair();
    private final Peer peer;

    TestServer() {
        peer = Peer.builder(pair.server())
                .handlers(caller -> {
                    client.complete(AgentBinding.client(caller));
                    return AgentBinding.handlers(this);
                })
                .start();
    }

    /** An agent with default settings, connected to this. */
    Agent agent() {
        return Agent.builder().attach(transport());
    }

    Transport transport() {
        return pair.client();
    }

    AgentClient client() {
        return client.join();
    }

    /** The turn that was accepted next. */
    TestTurn nextTurn() {
        return next(accepted);
    }

    /** Says something that need not be in the bindings. */
    void say(String method, String params) {
        peer.notify(Method.notification(Direction.SERVER_TO_CLIENT, method, Object.class), Json.plain(params));
    }

    /** Writes bytes that are no message. */
    void line(String text) throws IOException {
        pair.server().output().write((text + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Asks something that need not be in the bindings. */
    synchronized Question ask(String method, Object params) {
        // A peer numbers its requests from 1.
        return new Question(
                questions.incrementAndGet(),
                peer.request(Method.request(Direction.SERVER_TO_CLIENT, method, Object.class, Object.class), params));
    }

    /** Waits until everything that the agent has sent before was served. */
    static void roundTrip(Agent agent) {
        Aside.get(agent.server().thread().unsubscribe(unsubscribe("round-trip")));
    }

    static ThreadUnsubscribeParams unsubscribe(String threadId) {
        return ThreadUnsubscribeParams.builder().threadId(threadId).build();
    }

    static <T> T next(BlockingQueue<T> queue) {
        try {
            T next = queue.poll(Aside.LONG, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("nothing came");
            }
            return next;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Returns once the agent has ended the connection. */
    void awaitEnd() {
        Aside.get(peer.closed());
    }

    @Override
    public void close() {
        peer.close();
    }

    @Override
    public CompletableFuture<InitializeResponse> initialize(InitializeParams params) {
        RpcException refusal = refusals.poll();
        return refusal != null
                ? CompletableFuture.failedFuture(refusal)
                : CompletableFuture.completedFuture(InitializeResponse.builder()
                        .userAgent(params.clientInfo().name() + "/test")
                        .codexHome(new AbsolutePathBuf("/home/test"))
                        .platformFamily("unix")
                        .platformOs("linux")
                        .build());
    }

    @Override
    public ThreadRequests thread() {
        return new ThreadRequests() {
            @Override
            public CompletableFuture<ThreadStartResponse> start(ThreadStartParams params) {
                return CompletableFuture.completedFuture(TestThreads.started("thread-" + threads.incrementAndGet()));
            }

            @Override
            public CompletableFuture<ThreadResumeResponse> resume(ThreadResumeParams params) {
                return CompletableFuture.completedFuture(TestThreads.resumed(params.threadId()));
            }

            @Override
            public CompletableFuture<ThreadForkResponse> fork(ThreadForkParams params) {
                return CompletableFuture.completedFuture(TestThreads.forked("fork-of-" + params.threadId()));
            }

            @Override
            public CompletableFuture<ThreadUnsubscribeResponse> unsubscribe(ThreadUnsubscribeParams params) {
                unsubscribed.add(params);
                return CompletableFuture.completedFuture(ThreadUnsubscribeResponse.builder()
                        .status(ThreadUnsubscribeStatus.UNSUBSCRIBED)
                        .build());
            }
        };
    }

    @Override
    public TurnRequests turn() {
        return new TurnRequests() {
            @Override
            public CompletableFuture<TurnStartResponse> start(TurnStartParams params) {
                turnParams.add(params);
                RpcException refusal = refusals.poll();
                if (refusal != null) {
                    return CompletableFuture.failedFuture(refusal);
                }
                TestTurn turn = new TestTurn(client(), params.threadId(), "turn-" + turns.incrementAndGet());
                beforeAnswer.accept(turn);
                accepted.add(turn);
                return CompletableFuture.completedFuture(TurnStartResponse.builder()
                        .turn(turn.as(TurnStatus.IN_PROGRESS))
                        .build());
            }

            @Override
            public CompletableFuture<TurnInterruptResponse> interrupt(TurnInterruptParams params) {
                return ask(interrupts, params);
            }

            @Override
            public CompletableFuture<TurnSteerResponse> steer(TurnSteerParams params) {
                return ask(steers, params);
            }
        };
    }

    private static <P, R> CompletableFuture<R> ask(BlockingQueue<Asked<P, R>> queue, P params) {
        CompletableFuture<R> answer = new CompletableFuture<>();
        queue.add(new Asked<>(params, answer));
        return answer;
    }
}
