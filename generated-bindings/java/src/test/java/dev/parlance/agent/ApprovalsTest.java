package dev.parlance.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.parlance.agent.protocol.CommandExecutionApprovalDecision;
import dev.parlance.agent.protocol.CommandExecutionRequestApprovalParams;
import dev.parlance.agent.protocol.PermissionsRequestApprovalParams;
import dev.parlance.agent.protocol.PermissionsRequestApprovalResponse;
import dev.parlance.agent.protocol.TurnStatus;
import dev.parlance.rpc.ConnectionClosedException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class ApprovalsTest {
    private static final String COMMAND = "item/commandExecution/requestApproval";
    private static final Object ACCEPTED = Json.plain("{'decision':'accept'}");
    private static final Object DECLINED = Json.plain("{'decision':'decline'}");
    /** The only refusal that the example offers. */
    private static final Object CANCELLED = Json.plain("{'decision':'cancel'}");

    private final TestServer server = new TestServer();
    private final BlockingQueue<String> diagnostics = new LinkedBlockingQueue<>();
    private final Agent agent = Agent.builder()
            .approvals(commands(asked -> Decisions.ACCEPT_FOR_SESSION))
            .diagnostics(diagnostics::add)
            .attach(server.transport());
    private final Conversation conversation = agent.startThread(Path.of("."));

    @AfterEach
    void close() {
        agent.close();
        server.close();
    }

    /** Answers commands like that and declines the rest. */
    static Approvals commands(
            Function<CommandExecutionRequestApprovalParams, @Nullable CommandExecutionApprovalDecision> answer) {
        return new Approvals() {
            @Override
            public CommandExecutionApprovalDecision command(CommandExecutionRequestApprovalParams asked) {
                return answer.apply(asked);
            }
        };
    }

    /** The first example that the protocol has of a question, as if it came up in a turn. */
    static ObjectNode example(String method, String threadId, String turnId) {
        ObjectNode params = Json.schema()
                .path("x-methods")
                .path(method)
                .path("examples")
                .path(0)
                .path("params")
                .deepCopy();
        return params.put("threadId", threadId).put("turnId", turnId);
    }

    private TestServer.Question ask(String method, String threadId, String turnId) {
        return server.ask(method, Json.plain(example(method, threadId, turnId)));
    }

    private TestServer.Question askCommand() {
        return ask(COMMAND, "thread-1", "turn-1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "item/commandExecution/requestApproval | {'decision':'cancel'}",
                "item/fileChange/requestApproval | {'decision':'decline'}",
                "item/permissions/requestApproval | {'permissions':{}}",
                "item/tool/requestUserInput | {'answers':{}}",
                "item/tool/call | {'contentItems':[],'success':false}",
                "mcpServer/elicitation/request | {'action':'decline'}",
            })
    void nothingIsAcceptedUnlessOverridden(String method, String declined) {
        conversation.run("hi", Approvals.DECLINE);

        assertThat(Aside.get(ask(method, "thread-1", "turn-1").answer())).isEqualTo(Json.plain(declined));
    }

    @Test
    void commandIsDeclinedWhereTheServerDoesNotSayWhatMayBeChosen() {
        conversation.run("hi", Approvals.DECLINE);
        ObjectNode params = example(COMMAND, "thread-1", "turn-1");
        params.remove("availableDecisions");

        assertThat(Aside.get(server.ask(COMMAND, Json.plain(params)).answer())).isEqualTo(DECLINED);
    }

    @Test
    void anAgentDeclinesUnlessToldOtherwise() {
        TestServer other = new TestServer();
        try (Agent plain = other.agent()) {
            plain.startThread(Path.of(".")).run("hi");
            Object params = Json.plain(example(COMMAND, "thread-1", "turn-1"));

            assertThat(Aside.get(other.ask(COMMAND, params).answer())).isEqualTo(CANCELLED);
        } finally {
            other.close();
        }
    }

    @Test
    void theDecisionOfTheCallbackGoesOut() {
        CompletableFuture<CommandExecutionRequestApprovalParams> seen = new CompletableFuture<>();
        conversation.run("hi", commands(asked -> {
            seen.complete(asked);
            return Decisions.ACCEPT;
        }));

        assertThat(Aside.get(askCommand().answer())).isEqualTo(ACCEPTED);
        assertThat(Aside.get(seen))
                .isEqualTo(Json.read(
                        example(COMMAND, "thread-1", "turn-1").toString(),
                        CommandExecutionRequestApprovalParams.class));
    }

    @Test
    void aCallbackThatThrowsDeclines() {
        conversation.run("hi", commands(asked -> {
            throw new IllegalStateException("my fault");
        }));

        assertThat(Aside.get(askCommand().answer())).isEqualTo(CANCELLED);
        assertThat(TestServer.next(diagnostics))
                .isEqualTo("an approval callback failed, declined: java.lang.IllegalStateException: my fault");
    }

    @Test
    void aCallbackThatFailsWithAnErrorDeclines() {
        conversation.run("hi", commands(asked -> {
            throw new AssertionError("not expected to be asked");
        }));

        assertThat(Aside.get(askCommand().answer())).isEqualTo(CANCELLED);
    }

    @Test
    void aCallbackThatAnswersNothingDeclines() {
        conversation.run("hi", new Approvals() {
            @Override
            public CommandExecutionApprovalDecision command(CommandExecutionRequestApprovalParams asked) {
                return null;
            }

            @Override
            public PermissionsRequestApprovalResponse permissions(PermissionsRequestApprovalParams asked) {
                return null;
            }
        });

        assertThat(Aside.get(askCommand().answer())).isEqualTo(CANCELLED);
        assertThat(Aside.get(ask("item/permissions/requestApproval", "thread-1", "turn-1")
                        .answer()))
                .isEqualTo(Json.plain("{'permissions':{}}"));
    }

    @Test
    void eventsAreReadWhileAnAnswerIsThoughtAbout() {
        CountDownLatch decided = new CountDownLatch(1);
        RunningTurn turn = conversation.run("hi", commands(asked -> {
            await(decided);
            return Decisions.ACCEPT;
        }));
        TestServer.Question question = askCommand();
        server.nextTurn().delta("m1", "meanwhile");

        assertThat(turn.iterator().next()).isEqualTo(ConversationTest.delta("m1", "meanwhile"));
        assertThat(question.answer()).isNotDone();
        decided.countDown();
        assertThat(Aside.get(question.answer())).isEqualTo(ACCEPTED);
    }

    @Test
    void questionsAreAnsweredInAnyOrder() {
        CountDownLatch decided = new CountDownLatch(1);
        conversation.run("hi", commands(asked -> {
            if ("slow".equals(asked.itemId())) {
                await(decided);
            }
            return Decisions.ACCEPT;
        }));
        ObjectNode slow = example(COMMAND, "thread-1", "turn-1").put("itemId", "slow");
        TestServer.Question first = server.ask(COMMAND, Json.plain(slow));

        assertThat(Aside.get(askCommand().answer())).isEqualTo(ACCEPTED);
        assertThat(first.answer()).isNotDone();
        decided.countDown();
        assertThat(Aside.get(first.answer())).isEqualTo(ACCEPTED);
    }

    @Test
    void aQuestionResolvedElsewhereIsWithdrawn() {
        CountDownLatch never = new CountDownLatch(1);
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        conversation.run("hi", commands(asked -> {
            if (!"first".equals(asked.itemId())) {
                return Decisions.ACCEPT;
            }
            try {
                never.await();
                interrupted.complete(false);
            } catch (InterruptedException e) {
                interrupted.complete(true);
            }
            return Decisions.ACCEPT;
        }));
        ObjectNode params = example(COMMAND, "thread-1", "turn-1").put("itemId", "first");
        TestServer.Question withdrawn = server.ask(COMMAND, Json.plain(params));
        server.say("serverRequest/resolved", "{'threadId':'thread-1','requestId':" + withdrawn.id() + "}");

        // Where the thread had not begun yet, the question is not asked at all.
        assertThat(Aside.get(askCommand().answer())).isEqualTo(ACCEPTED);
        assertThat(interrupted.getNow(true)).isTrue();
        TestServer.roundTrip(agent);
        assertThat(withdrawn.answer()).isNotDone();
    }

    @Test
    void theThreadOfAWithdrawnQuestionIsInterrupted() {
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        CountDownLatch asking = new CountDownLatch(1);
        conversation.run("hi", commands(asked -> {
            asking.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.complete(true);
            }
            return Decisions.ACCEPT;
        }));
        TestServer.Question withdrawn = askCommand();
        await(asking);
        server.say("serverRequest/resolved", "{'threadId':'thread-1','requestId':" + withdrawn.id() + "}");

        assertThat(Aside.get(interrupted)).isTrue();
        TestServer.roundTrip(agent);
        assertThat(withdrawn.answer()).isNotDone();
    }

    @Test
    void aResolutionOfAnotherQuestionWithdrawsNothing() {
        CountDownLatch decided = new CountDownLatch(1);
        conversation.run("hi", commands(asked -> {
            await(decided);
            return Decisions.ACCEPT;
        }));
        TestServer.Question question = askCommand();
        server.say("serverRequest/resolved", "{'threadId':'thread-1','requestId':" + (question.id() + 1) + "}");
        server.say("serverRequest/resolved", "{'threadId':'thread-1','requestId':'" + question.id() + "'}");
        agent.startThread(Path.of("."));
        decided.countDown();

        assertThat(Aside.get(question.answer())).isEqualTo(ACCEPTED);
    }

    @Test
    void moreThan64QuestionsAtOnceAreDeclined() {
        CountDownLatch decided = new CountDownLatch(1);
        conversation.run("hi", commands(asked -> {
            await(decided);
            return Decisions.ACCEPT;
        }));
        List<TestServer.Question> questions = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            questions.add(askCommand());
        }

        assertThat(Aside.get(askCommand().answer())).isEqualTo(CANCELLED);
        assertThat(questions)
                .allSatisfy(question -> assertThat(question.answer()).isNotDone());
        decided.countDown();
        assertThat(questions)
                .allSatisfy(question -> assertThat(Aside.get(question.answer())).isEqualTo(ACCEPTED));
    }

    @Test
    void aThreadWithoutATurnAsksTheAgentsOwn() {
        assertThat(Aside.get(askCommand().answer())).isEqualTo(Json.plain("{'decision':'acceptForSession'}"));
        assertThat(Aside.get(ask(COMMAND, "thread-99", "turn-1").answer()))
                .isEqualTo(Json.plain("{'decision':'acceptForSession'}"));
    }

    @Test
    void aTurnsApprovalsEndWithTheTurn() {
        RunningTurn turn = conversation.run("hi", commands(asked -> Decisions.ACCEPT));
        server.nextTurn().completed(TurnStatus.COMPLETED);
        turn.result();

        assertThat(Aside.get(askCommand().answer())).isEqualTo(Json.plain("{'decision':'acceptForSession'}"));
    }

    @Test
    void aTurnsApprovalsAreNotAskedForAnotherTurn() {
        conversation.run("hi", commands(asked -> Decisions.ACCEPT));

        assertThat(Aside.get(ask(COMMAND, "thread-1", "turn-of-somebody-else").answer()))
                .isEqualTo(Json.plain("{'decision':'acceptForSession'}"));
    }

    @Test
    void anUnknownKindOfFormIsDeclined() {
        conversation.run("hi", Approvals.DECLINE);

        Object declined = Json.plain("{'action':'decline'}");
        Object unknown = Json.plain("{'mode':'dance','threadId':'thread-1','turnId':null}");
        assertThat(Aside.get(
                        server.ask("mcpServer/elicitation/request", unknown).answer()))
                .isEqualTo(declined);
        Object nowhere = Json.plain("{'mode':'dance'}");
        assertThat(Aside.get(
                        server.ask("mcpServer/elicitation/request", nowhere).answer()))
                .isEqualTo(declined);
    }

    @Test
    void theEndOfTheConnectionIsToldWhileAQuestionIsOpen() {
        CountDownLatch asking = new CountDownLatch(1);
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        RunningTurn turn = conversation.run("hi", commands(asked -> {
            asking.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.complete(true);
            }
            return Decisions.ACCEPT;
        }));
        TestServer.Question unused = askCommand();
        await(asking);
        server.close();

        Iterator<TurnEvent> events = turn.iterator();
        assertThatThrownBy(events::hasNext).isExactlyInstanceOf(ConnectionClosedException.class);
        assertThat(Aside.get(interrupted)).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
