package dev.parlance.server.tools.patch;

import dev.parlance.agent.protocol.FileChangeApprovalDecision;
import dev.parlance.agent.protocol.FileChangeRequestApprovalParams;
import dev.parlance.agent.protocol.FileChangeThreadItem;
import dev.parlance.agent.protocol.FileUpdateChange;
import dev.parlance.agent.protocol.PatchApplyStatus;
import dev.parlance.server.patch.PatchException;
import dev.parlance.server.patch.PatchText;
import dev.parlance.server.patch.PatchVerifier;
import dev.parlance.server.patch.PatchWriter;
import dev.parlance.server.patch.VerifiedPatch;
import dev.parlance.server.turn.ToolCall;
import dev.parlance.server.turn.ToolOutput;
import dev.parlance.server.turn.TurnCancelledException;
import dev.parlance.server.turn.TurnScope;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;

/** The life of one {@code fileChange} item: started, perhaps asked about, applied or not, completed in every case. */
final class PatchRun {
    private final TurnScope turn;
    private final PatchText text;
    private final VerifiedPatch patch;
    private final FileChangeThreadItem item;
    private boolean open;

    PatchRun(ToolCall call, TurnScope turn, PatchText text, VerifiedPatch patch) {
        this.turn = turn;
        this.text = text;
        this.patch = patch;
        this.item = FileChangeThreadItem.builder()
                .id(call.callId())
                .changes(patch.fileUpdateChanges())
                .status(PatchApplyStatus.IN_PROGRESS)
                .build();
    }

    ToolOutput unasked() throws InterruptedException {
        start();
        try {
            return apply();
        } finally {
            failIfOpen();
        }
    }

    ToolOutput asked() throws InterruptedException {
        start();
        try {
            Optional<FileChangeApprovalDecision> decision = turn.approvals()
                    .fileChange(FileChangeRequestApprovalParams.builder()
                            .threadId(turn.threadId())
                            .turnId(turn.turnId())
                            .itemId(item.id())
                            .startedAtMs(System.currentTimeMillis())
                            .build());
            if (decision.isEmpty()) {
                complete(PatchApplyStatus.FAILED);
                return ToolOutput.failed("patch not applied: the user was asked and gave no valid answer");
            }
            return act(decision.get());
        } finally {
            failIfOpen();
        }
    }

    private ToolOutput act(FileChangeApprovalDecision decision) throws InterruptedException {
        switch (decision) {
            case ACCEPT:
                return apply();
            case ACCEPT_FOR_SESSION:
                turn.grants()
                        .allowFiles(
                                patch.realPaths().stream().map(Path::toString).collect(Collectors.toSet()));
                return apply();
            case DECLINE:
                complete(PatchApplyStatus.DECLINED);
                return ToolOutput.failed("patch rejected by user");
            case CANCEL:
                complete(PatchApplyStatus.DECLINED);
                throw new TurnCancelledException();
        }
        throw new IllegalStateException("no such decision: " + decision);
    }

    /** The patch is held against the files anew: they may not be what was shown and allowed. */
    private ToolOutput apply() throws InterruptedException {
        try {
            if (!PatchVerifier.verify(text, turn.cwd()).equals(patch)) {
                throw new PatchException(
                        "the files, or where their paths lead, have changed meanwhile; read them again");
            }
            PatchWriter.write(patch);
        } catch (PatchException e) {
            boolean interrupted = Thread.interrupted();
            complete(PatchApplyStatus.FAILED);
            if (interrupted) {
                throw interruption(e);
            }
            return ToolOutput.failed("patch not applied: " + e.getMessage());
        }
        // The files are written: the item says so also when the turn is interrupted just now.
        boolean interrupted = Thread.interrupted();
        complete(PatchApplyStatus.COMPLETED);
        turn.changes().accept(patch.applied());
        if (interrupted) {
            throw new InterruptedException();
        }
        return ToolOutput.ok(summary());
    }

    private static InterruptedException interruption(PatchException cause) {
        InterruptedException interruption = new InterruptedException();
        interruption.initCause(cause);
        return interruption;
    }

    private String summary() {
        return item.changes().stream()
                .map(PatchRun::line)
                .collect(Collectors.joining("\n", "The patch is applied. Files changed:\n", "\n"));
    }

    private static String line(FileUpdateChange change) {
        return change.kind().type() + " " + change.path();
    }

    private void start() {
        turn.items().start(item);
        open = true;
    }

    private void complete(PatchApplyStatus status) {
        open = false;
        turn.items().complete(item.toBuilder().status(status).build());
    }

    private void failIfOpen() {
        if (open) {
            complete(PatchApplyStatus.FAILED);
        }
    }
}
