package dev.parlance.example;

import dev.parlance.agent.protocol.AgentClient;
import dev.parlance.agent.protocol.AgentMessageDeltaNotification;
import dev.parlance.agent.protocol.AgentMessageThreadItem;
import dev.parlance.agent.protocol.AgentThread;
import dev.parlance.agent.protocol.CommandExecutionApprovalDecision;
import dev.parlance.agent.protocol.CommandExecutionRequestApprovalParams;
import dev.parlance.agent.protocol.CommandExecutionStatus;
import dev.parlance.agent.protocol.CommandExecutionThreadItem;
import dev.parlance.agent.protocol.ItemCompletedNotification;
import dev.parlance.agent.protocol.ItemStartedNotification;
import dev.parlance.agent.protocol.LegacyAppPathString;
import dev.parlance.agent.protocol.ReasoningSummaryTextDeltaNotification;
import dev.parlance.agent.protocol.ReasoningThreadItem;
import dev.parlance.agent.protocol.TextUserInput;
import dev.parlance.agent.protocol.ThreadItem;
import dev.parlance.agent.protocol.Turn;
import dev.parlance.agent.protocol.TurnCompletedNotification;
import dev.parlance.agent.protocol.TurnStartParams;
import dev.parlance.agent.protocol.TurnStartedNotification;
import dev.parlance.agent.protocol.TurnStatus;
import dev.parlance.agent.protocol.UserMessageThreadItem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;

/**
 * One turn of the script. The user's text chooses it: {@code run X} asks to run X, {@code wait} streams until it is
 * interrupted, anything else is answered with the number of turns that came before.
 */
final class ScriptedTurn {
    private final AgentClient client;
    private final ThreadFiles files;
    private final AgentThread thread;
    private final TurnStartParams params;
    private final Turn turn;
    private final List<ThreadItem> items = new ArrayList<>();
    private final CountDownLatch interrupted = new CountDownLatch(1);

    ScriptedTurn(AgentClient client, ThreadFiles files, TurnStartParams params) {
        this.client = client;
        this.files = files;
        this.params = params;
        this.thread = files.read(params.threadId());
        this.turn = Turn.builder()
                .id(UUID.randomUUID().toString())
                .items(List.of())
                .status(TurnStatus.IN_PROGRESS)
                .startedAt(Instant.now().getEpochSecond())
                .build();
    }

    Turn announced() {
        return turn;
    }

    void interrupt() {
        interrupted.countDown();
    }

    /** Plays the script; {@code atEnd} runs before the end is announced, so that the next turn may start on hearing it. */
    void run(Runnable atEnd) {
        client.turnStarted(TurnStartedNotification.builder()
                .threadId(thread.id())
                .turn(turn)
                .build());
        String text = text();
        item(UserMessageThreadItem.builder().id(newId()).content(params.input()).build());
        TurnStatus status = TurnStatus.COMPLETED;
        if (text.equals("wait")) {
            status = streamUntilInterrupted();
        } else if (text.startsWith("run ")) {
            think("The user wants a command to be run. I have to ask.");
            command(text.substring(4));
        } else {
            say("This is turn " + (thread.turns().size() + 1) + " of our conversation.");
        }
        Turn ended = turn.toBuilder()
                .status(status)
                .completedAt(Instant.now().getEpochSecond())
                .build();
        files.append(thread.id(), ended.toBuilder().items(items).build());
        atEnd.run();
        client.turnCompleted(TurnCompletedNotification.builder()
                .threadId(thread.id())
                .turn(ended)
                .build());
    }

    private String text() {
        return params.input().get(0) instanceof TextUserInput input ? input.text() : "";
    }

    private void command(String command) {
        CommandExecutionThreadItem item = CommandExecutionThreadItem.builder()
                .id(newId())
                .command(command)
                .cwd(new LegacyAppPathString(thread.cwd().value()))
                .commandActions(List.of())
                .status(CommandExecutionStatus.IN_PROGRESS)
                .build();
        started(item);
        boolean accepted = ask(item).equals(CommandExecutionApprovalDecision.Value.ACCEPT);
        completed(
                accepted
                        ? item.toBuilder()
                                .status(CommandExecutionStatus.COMPLETED)
                                .exitCode(0)
                                .aggregatedOutput("(the script runs nothing)\n")
                                .build()
                        : item.toBuilder()
                                .status(CommandExecutionStatus.DECLINED)
                                .build());
        say(accepted ? "Done: " + command + "." : "Then I leave it.");
    }

    /** Anything but a well-formed acceptance is none. */
    private CommandExecutionApprovalDecision ask(CommandExecutionThreadItem item) {
        CompletableFuture<CommandExecutionApprovalDecision> answer = client.itemCommandExecutionRequestApproval(
                        CommandExecutionRequestApprovalParams.builder()
                                .threadId(thread.id())
                                .turnId(turn.id())
                                .itemId(item.id())
                                .startedAtMs(System.currentTimeMillis())
                                .command(item.command())
                                .reason("the script asks before it pretends to run anything")
                                .build())
                .thenApply(response -> response.decision());
        try {
            return answer.join();
        } catch (CompletionException e) {
            return CommandExecutionApprovalDecision.Value.DECLINE;
        }
    }

    private void think(String text) {
        ReasoningThreadItem item = ReasoningThreadItem.builder().id(newId()).build();
        started(item);
        client.itemReasoningSummaryTextDelta(ReasoningSummaryTextDeltaNotification.builder()
                .threadId(thread.id())
                .turnId(turn.id())
                .itemId(item.id())
                .summaryIndex(0L)
                .delta(text)
                .build());
        completed(item.toBuilder().summary(List.of(text)).build());
    }

    private void say(String text) {
        AgentMessageThreadItem item =
                AgentMessageThreadItem.builder().id(newId()).text("").build();
        started(item);
        for (String word : text.split("(?<= )", -1)) {
            delta(item.id(), word);
        }
        completed(item.toBuilder().text(text).build());
    }

    private TurnStatus streamUntilInterrupted() {
        AgentMessageThreadItem item =
                AgentMessageThreadItem.builder().id(newId()).text("").build();
        started(item);
        delta(item.id(), "I wait until you interrupt me …");
        try {
            interrupted.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        completed(item.toBuilder().text("I wait until you interrupt me …").build());
        return TurnStatus.INTERRUPTED;
    }

    private void delta(String itemId, String text) {
        client.itemAgentMessageDelta(AgentMessageDeltaNotification.builder()
                .threadId(thread.id())
                .turnId(turn.id())
                .itemId(itemId)
                .delta(text)
                .build());
    }

    private void item(ThreadItem item) {
        started(item);
        completed(item);
    }

    private void started(ThreadItem item) {
        client.itemStarted(ItemStartedNotification.builder()
                .threadId(thread.id())
                .turnId(turn.id())
                .item(item)
                .startedAtMs(System.currentTimeMillis())
                .build());
    }

    private void completed(ThreadItem item) {
        items.add(item);
        client.itemCompleted(ItemCompletedNotification.builder()
                .threadId(thread.id())
                .turnId(turn.id())
                .item(item)
                .completedAtMs(System.currentTimeMillis())
                .build());
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }
}
