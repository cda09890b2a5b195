package dev.parlance.agent;

import dev.parlance.agent.protocol.AgentBinding;
import dev.parlance.agent.protocol.AgentClient;
import dev.parlance.agent.protocol.CommandExecutionRequestApprovalParams;
import dev.parlance.agent.protocol.CommandExecutionRequestApprovalResponse;
import dev.parlance.agent.protocol.DynamicToolCallParams;
import dev.parlance.agent.protocol.FileChangeRequestApprovalParams;
import dev.parlance.agent.protocol.FileChangeRequestApprovalResponse;
import dev.parlance.agent.protocol.McpServerElicitationRequestParams;
import dev.parlance.agent.protocol.PermissionsRequestApprovalParams;
import dev.parlance.agent.protocol.RequestId;
import dev.parlance.agent.protocol.ServerRequestResolvedNotification;
import dev.parlance.agent.protocol.ToolRequestUserInputParams;
import dev.parlance.rpc.ConnectionClosedException;
import dev.parlance.rpc.Handlers;
import dev.parlance.rpc.Peer;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What comes from the server, given to the conversation it belongs to, and then to the user's own {@link AgentClient}.
 * Runs on the reading thread and never waits.
 */
final class Router {
    private final Map<String, Conversation> conversations = new ConcurrentHashMap<>();
    private final AgentClient client;
    private final Approvals fallback;
    private final ApprovalDesk desk;

    Router(AgentClient client, Approvals fallback, Consumer<String> diagnostics) {
        this.client = client;
        this.fallback = fallback;
        this.desk = new ApprovalDesk(diagnostics);
    }

    /** Refuses a second conversation on one thread: each event goes to one of them. */
    void add(Conversation conversation) {
        if (conversations.putIfAbsent(conversation.id(), conversation) != null) {
            throw new IllegalStateException(
                    "the thread " + conversation.id() + " has a conversation already: use it, or close it first");
        }
    }

    void remove(Conversation conversation) {
        conversations.remove(conversation.id(), conversation);
    }

    /** The table for the peer: every method of the protocol passes here. */
    Handlers handlers(Peer peer) {
        Handlers.Builder builder = Handlers.builder();
        Handlers own = AgentBinding.handlers(client);
        own.entries().values().forEach(entry -> add(builder, entry, peer));
        return builder.otherwise((method, params) -> {
                    received(method, params);
                    own.otherwise().notification(method, params);
                })
                .build();
    }

    /** Every turn that waits will wait in vain. */
    void connectionClosed(ConnectionClosedException cause) {
        desk.close();
        conversations.values().forEach(conversation -> conversation.connectionClosed(cause));
    }

    private <P, R> void add(Handlers.Builder builder, Handlers.Entry<P, R> entry, Peer peer) {
        String name = entry.method().name();
        if (entry.method().isRequest()) {
            builder.onRequest(entry.method(), params -> asked(peer, entry, params));
        } else {
            builder.onRequest(entry.method(), params -> {
                received(name, params);
                return entry.function().apply(params);
            });
        }
    }

    private void received(String method, @Nullable Object params) {
        if (params instanceof ServerRequestResolvedNotification resolved) {
            desk.resolved(idOf(resolved.requestId()));
        }
        TurnEventMapping.Addressed addressed = TurnEventMapping.of(method, params);
        if (addressed == null) {
            return;
        }
        Conversation conversation = conversations.get(addressed.threadId());
        TurnTracker turn = conversation == null ? null : conversation.current();
        if (turn != null) {
            turn.accept(addressed.turnId(), addressed.event());
        }
    }

    private <P, R> CompletableFuture<R> asked(Peer peer, Handlers.Entry<P, R> entry, P params) {
        Question question = question(params);
        if (question == null) {
            return entry.function().apply(params);
        }
        Class<R> result = entry.method().result();
        TurnTracker turn = turn(question.threadId(), Member.TURN_ID.of(params));
        return ask(
                peer.servedRequestId(),
                turn,
                who -> result.cast(question.asked().apply(who)));
    }

    /** A question of the server, and how it is put to whoever answers. */
    private record Question(@Nullable String threadId, Function<Approvals, Object> asked) {}

    private static @Nullable Question question(@Nullable Object params) {
        if (params instanceof CommandExecutionRequestApprovalParams p) {
            return new Question(p.threadId(), who -> CommandExecutionRequestApprovalResponse.of(who.command(p)));
        }
        if (params instanceof FileChangeRequestApprovalParams p) {
            return new Question(p.threadId(), who -> FileChangeRequestApprovalResponse.of(who.fileChange(p)));
        }
        if (params instanceof PermissionsRequestApprovalParams p) {
            return new Question(p.threadId(), who -> who.permissions(p));
        }
        if (params instanceof ToolRequestUserInputParams p) {
            return new Question(p.threadId(), who -> who.userInput(p));
        }
        if (params instanceof DynamicToolCallParams p) {
            return new Question(p.threadId(), who -> who.toolCall(p));
        }
        if (params instanceof McpServerElicitationRequestParams p) {
            return new Question(p.threadId(), who -> who.elicitation(p));
        }
        return null;
    }

    /** The running turn that a question belongs to: what the user allows in one turn is not allowed elsewhere. */
    private @Nullable TurnTracker turn(@Nullable String threadId, @Nullable Object turnId) {
        Conversation conversation = threadId == null ? null : conversations.get(threadId);
        TurnTracker turn = conversation == null ? null : conversation.current();
        return turn != null && turn.asks((String) turnId) ? turn : null;
    }

    private <R> CompletableFuture<R> ask(
            Object requestId, @Nullable TurnTracker turn, Function<Approvals, R> question) {
        Approvals approvals = turn == null ? fallback : turn.approvals();
        if (turn != null) {
            turn.questions(1);
        }
        CompletableFuture<R> answer =
                desk.ask(requestId, () -> question.apply(approvals), () -> question.apply(Approvals.DECLINE));
        if (turn != null) {
            var unused = answer.whenComplete((r, e) -> turn.questions(-1));
        }
        return answer;
    }

    private static Object idOf(RequestId id) {
        return id instanceof RequestId.IntegerValue number
                ? (Object) number.value()
                : id instanceof RequestId.StringValue text ? text.value() : id;
    }
}
