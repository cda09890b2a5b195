package dev.parlance.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.parlance.agent.protocol.AgentClient;
import dev.parlance.agent.protocol.AgentMessageThreadItem;
import dev.parlance.agent.protocol.CodexErrorInfo;
import dev.parlance.agent.protocol.McpToolCallProgressNotification;
import dev.parlance.agent.protocol.MessagePhase;
import dev.parlance.agent.protocol.ThreadItem;
import dev.parlance.agent.protocol.TurnError;
import dev.parlance.agent.protocol.TurnStatus;
import dev.parlance.rpc.RpcException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a newer server says, and how turns fail. */
@Timeout(60)
class UnknownThingsTest {
    private static final String IN_TURN = "'threadId':'thread-1','turnId':'turn-1'";

    private final TestServer server = new TestServer();
    private final BlockingQueue<String> unknown = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> diagnostics = new LinkedBlockingQueue<>();
    private final Agent agent = Agent.builder()
            .client(new AgentClient() {
                @Override
                public void unknownNotification(String method, @Nullable Object params) {
                    unknown.add(method + " " + params);
                }
            })
            .diagnostics(diagnostics::add)
            .attach(server.transport());
    private final RunningTurn turn = agent.startThread(Path.of(".")).run("hi");
    private final TestTurn says = server.nextTurn();

    @AfterEach
    void close() {
        agent.close();
        server.close();
    }

    /** The events between the start and the end. */
    private List<TurnEvent> events() {
        says.completed(TurnStatus.COMPLETED);
        List<TurnEvent> events = ConversationTest.read(turn);
        assertThat(events.get(events.size() - 1)).isEqualTo(new TurnEvent.Completed(says.as(TurnStatus.COMPLETED)));
        return events.subList(0, events.size() - 1);
    }

    @Test
    void anUnknownNotificationOfTheTurnIsShownRaw() {
        server.say("item/hologram/delta", "{" + IN_TURN + ",'light':[1,2,null]}");

        assertThat(events())
                .isEqualTo(List.of(new TurnEvent.Other(
                        "item/hologram/delta", Json.plain("{" + IN_TURN + ",'light':[1,2,null]}"))));
        assertThat(TestServer.next(unknown)).startsWith("item/hologram/delta {threadId=thread-1, turnId=turn-1");
    }

    @Test
    void unknownNotificationsOfNoTurnAreGivenToTheClientAlone() {
        server.say("weather/changed", "{'sky':'blue'}");
        server.say("weather/gone", "null");
        server.say("weather/list", "['" + IN_TURN.replace("'", "") + "']");

        assertThat(events()).isEmpty();
        assertThat(unknown)
                .containsExactly(
                        "weather/changed {sky=blue}",
                        "weather/gone null",
                        "weather/list [threadId:thread-1,turnId:turn-1]");
    }

    @Test
    void aKnownNotificationWithoutAnEventOfItsOwnIsShownTyped() {
        server.say("item/mcpToolCall/progress", "{" + IN_TURN + ",'itemId':'i1','message':'half'}");

        assertThat(events())
                .isEqualTo(List.of(new TurnEvent.Other(
                        "item/mcpToolCall/progress",
                        McpToolCallProgressNotification.builder()
                                .threadId("thread-1")
                                .turnId("turn-1")
                                .itemId("i1")
                                .message("half")
                                .build())));
    }

    @Test
    void anUnknownItemTypeIsShownRaw() {
        String item = "{'type':'hologram','id':'h1','depth':3}";
        server.say("item/completed", "{" + IN_TURN + ",'completedAtMs':2,'item':" + item + "}");

        ThreadItem.Unknown expected = new ThreadItem.Unknown(Map.of("type", "hologram", "id", "h1", "depth", 3));
        assertThat(events()).isEqualTo(List.of(new TurnEvent.ItemCompleted(expected)));
        assertThat(turn.result().items()).isEqualTo(List.of(expected));
        assertThat(turn.result().finalMessage()).isEmpty();
    }

    @Test
    void unknownValuesAndMembersAreKept() {
        String item = "{'type':'agentMessage','id':'m1','text':'hi','phase':'sung','mood':{'key':'C'}}";
        server.say("item/completed", "{" + IN_TURN + ",'completedAtMs':2,'more':true,'item':" + item + "}");

        AgentMessageThreadItem expected = AgentMessageThreadItem.builder()
                .id("m1")
                .text("hi")
                .phase(MessagePhase.of("sung"))
                .more("mood", Map.of("key", "C"))
                .build();
        assertThat(events()).isEqualTo(List.of(new TurnEvent.ItemCompleted(expected)));
        assertThat(turn.result().finalMessage()).isEqualTo("hi");
    }

    @Test
    void aLineThatIsNoMessageIsReportedAndTheTurnGoesOn() throws IOException {
        server.line("Picked up JAVA_TOOL_OPTIONS: -Xmx1g");
        says.delta("m1", "text");

        assertThat(events()).isEqualTo(List.of(ConversationTest.delta("m1", "text")));
        assertThat(TestServer.next(diagnostics)).contains("Picked up JAVA_TOOL_OPTIONS");
    }

    @Test
    void aNotificationThatDoesNotFitIsReportedAndTheTurnGoesOn() {
        server.say("item/agentMessage/delta", "{" + IN_TURN + ",'itemId':'m1','delta':{'not':'text'}}");
        says.delta("m1", "text");

        assertThat(events()).isEqualTo(List.of(ConversationTest.delta("m1", "text")));
        assertThat(TestServer.next(diagnostics)).startsWith("item/agentMessage/delta was dropped: ");
    }

    @Test
    void aClientCallbackThatThrowsDoesNotCostTheEvent() {
        agent.close();
        TestServer other = new TestServer();
        try (Agent fragile = Agent.builder()
                .client(new AgentClient() {
                    @Override
                    public void unknownNotification(String method, @Nullable Object params) {
                        throw new IllegalStateException("my fault");
                    }
                })
                .diagnostics(diagnostics::add)
                .attach(other.transport())) {
            RunningTurn running = fragile.startThread(Path.of(".")).run("hi");
            TestTurn script = other.nextTurn();
            other.say("brand/new", "{" + IN_TURN + "}");
            script.completed(TurnStatus.COMPLETED);

            assertThat(ConversationTest.read(running))
                    .isEqualTo(List.of(
                            new TurnEvent.Other("brand/new", Json.plain("{" + IN_TURN + "}")),
                            new TurnEvent.Completed(script.as(TurnStatus.COMPLETED))));
            assertThat(diagnostics).contains("the handler of unknown notifications failed");
        } finally {
            other.close();
        }
    }

    @Test
    void anUnknownStatusIsNoSuccess() {
        says.completed(TurnStatus.of("abandoned"));

        TurnResult result = turn.result();
        assertThat(result.turn().status().wire()).isEqualTo("abandoned");
        assertThat(result.succeeded()).isFalse();
    }

    @Test
    void anInterruptedTurnIsNoSuccess() {
        says.completed(TurnStatus.INTERRUPTED);

        assertThat(turn.result().succeeded()).isFalse();
    }

    @Test
    void aFailedTurnHasItsError() {
        String error = "{'message':'too much','codexErrorInfo':'usageLimitExceeded'}";
        server.say("error", "{" + IN_TURN + ",'willRetry':true,'error':{'message':'Reconnecting... 1/5'}}");
        server.say("error", "{" + IN_TURN + ",'willRetry':false,'error':" + error + "}");
        TurnError expected = TurnError.builder()
                .message("too much")
                .codexErrorInfo(CodexErrorInfo.Value.USAGE_LIMIT_EXCEEDED)
                .build();
        var failed = says.as(TurnStatus.FAILED).toBuilder().error(expected).build();
        says.completed(failed);

        assertThat(ConversationTest.read(turn))
                .isEqualTo(List.of(
                        new TurnEvent.Failed(
                                TurnError.builder()
                                        .message("Reconnecting... 1/5")
                                        .build(),
                                true),
                        new TurnEvent.Failed(expected, false),
                        new TurnEvent.Completed(failed)));
        assertThat(turn.result()).isEqualTo(new TurnResult(failed, List.of(), "", null));
        assertThat(turn.result().succeeded()).isFalse();
    }

    @Test
    void anUnknownRequestIsRefused() {
        TestServer.Question question = server.ask("item/hologram/requestApproval", Json.plain("{" + IN_TURN + "}"));

        assertThatThrownBy(() -> Aside.get(question.answer()))
                .isInstanceOfSatisfying(
                        RpcException.class, e -> assertThat(e.code()).isEqualTo(-32601));
    }
}
