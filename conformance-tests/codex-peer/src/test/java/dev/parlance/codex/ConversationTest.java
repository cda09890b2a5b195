package dev.parlance.codex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.parlance.agent.Agent;
import dev.parlance.agent.Approvals;
import dev.parlance.agent.Conversation;
import dev.parlance.agent.Decisions;
import dev.parlance.agent.RunningTurn;
import dev.parlance.agent.TurnEvent;
import dev.parlance.agent.TurnResult;
import dev.parlance.agent.protocol.CommandExecutionApprovalDecision;
import dev.parlance.agent.protocol.CommandExecutionRequestApprovalParams;
import dev.parlance.agent.protocol.FileChangeApprovalDecision;
import dev.parlance.agent.protocol.FileChangeRequestApprovalParams;
import dev.parlance.agent.protocol.SandboxMode;
import dev.parlance.agent.protocol.ThreadItem;
import dev.parlance.agent.protocol.ThreadStartParams;
import dev.parlance.agent.protocol.TurnStatus;
import dev.parlance.scripted.Gate;
import dev.parlance.scripted.Outcome;
import dev.parlance.scripted.ScriptedModel;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The scenarios through the conversation API, whose types come from our own schema and not from the server's. */
class ConversationTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void acceptedCommandsRunAndDeclinedOnesDoNot() throws Exception {
        Approvals firstOnly = new Approvals() {
            @Override
            public CommandExecutionApprovalDecision command(CommandExecutionRequestApprovalParams asked) {
                return "call_0_2".equals(asked.itemId()) ? Decisions.ACCEPT : Decisions.DECLINE;
            }
        };
        try (ScriptedModel model = ScriptedModel.start(Scripts.twoCommands())) {
            CodexHome home = CodexHome.create("conversation-commands", model.baseUrl());
            try (Agent agent = launch(home);
                    Conversation thread = agent.startThread(home.work());
                    RunningTurn turn = thread.run("make two files", firstOnly)) {
                TurnResult result = turn.result();
                assertThat(result.succeeded()).isTrue();
                assertThat(result.finalMessage()).isEqualTo("The first file exists, the second was refused.");
                assertThat(result.items())
                        .extracting(ThreadItem::type)
                        .containsExactly(
                                "userMessage",
                                "reasoning",
                                "agentMessage",
                                "commandExecution",
                                "agentMessage",
                                "commandExecution",
                                "agentMessage");
                assertThat(Objects.requireNonNull(result.usage()).total().totalTokens())
                        .isEqualTo(360);
            }
            assertThat(home.work().resolve("accepted.txt")).hasContent("yes");
            assertThat(home.work().resolve("declined.txt")).doesNotExist();
            assertThat(model.problems()).isEmpty();
        }
    }

    @Test
    void acceptedFileChangesAreAppliedAndTheRestIsDeclinedByDefault() throws Exception {
        Approvals firstOnly = new Approvals() {
            @Override
            public FileChangeApprovalDecision fileChange(FileChangeRequestApprovalParams asked) {
                return "call_0_1".equals(asked.itemId())
                        ? FileChangeApprovalDecision.ACCEPT
                        : Approvals.DECLINE.fileChange(asked);
            }
        };
        try (ScriptedModel model = ScriptedModel.start(Scripts.twoFileChanges())) {
            CodexHome home = CodexHome.create("conversation-files", model.baseUrl());
            Files.writeString(home.work().resolve("poem.txt"), "one\ntwo\nthree\n");
            ThreadStartParams readOnly = ThreadStartParams.builder()
                    .cwd(home.work().toString())
                    .sandbox(SandboxMode.READ_ONLY)
                    .build();
            try (Agent agent = launch(home);
                    Conversation thread = agent.startThread(readOnly);
                    RunningTurn turn = thread.run("edit", firstOnly)) {
                assertThat(turn.result().finalMessage()).isEqualTo("Edited; the deletion was refused.");
            }
            assertThat(home.work().resolve("poem.txt")).hasContent("one\nTWO\nthree\n");
            assertThat(home.work().resolve("notes.txt")).hasContent("alpha\n");
        }
    }

    @Test
    void anInterruptEndsTheTurnAndCutsTheModelOff() throws Exception {
        Gate gate = new Gate("begun");
        try (ScriptedModel model = ScriptedModel.start(Scripts.longAnswer(gate))) {
            CodexHome home = CodexHome.create("conversation-interrupt", model.baseUrl());
            try (Agent agent = launch(home);
                    Conversation thread = agent.startThread(home.work());
                    RunningTurn turn = thread.run("talk")) {
                for (TurnEvent event : turn) {
                    if (event instanceof TurnEvent.TextDelta) {
                        turn.interrupt();
                    }
                }
                assertThat(turn.result().turn().status()).isEqualTo(TurnStatus.INTERRUPTED);
                gate.release();
                assertThat(model.awaitRequest(0, SOON).awaitOutcome(SOON)).isEqualTo(Outcome.CLIENT_GONE);
                try (RunningTurn next = thread.run("and now?")) {
                    assertThat(next.result().finalMessage()).isEqualTo("After the interrupt.");
                }
            }
        }
    }

    @Test
    void aThreadGoesOnAfterARestart() throws Exception {
        try (ScriptedModel model = ScriptedModel.start(Scripts.memory())) {
            CodexHome home = CodexHome.create("conversation-resume", model.baseUrl());
            String id;
            try (Agent agent = launch(home);
                    Conversation thread = agent.startThread(home.work());
                    RunningTurn turn = thread.run("remember the kestrel")) {
                id = thread.id();
                assertThat(turn.result().succeeded()).isTrue();
            }
            try (Agent agent = launch(home);
                    Conversation thread = agent.resumeThread(id);
                    RunningTurn turn = thread.run("which bird?")) {
                assertThat(thread.thread().turns()).hasSize(1);
                assertThat(turn.result().finalMessage()).isEqualTo("It was the kestrel.");
            }
            assertThat(model.awaitRequest(1, SOON).body().toString()).contains("I shall remember the kestrel.");
        }
    }

    private static Agent launch(CodexHome home) throws Exception {
        List<String> command = home.isolatedCommand();
        return Agent.builder().workingFolder(home.work()).launch(command);
    }
}
