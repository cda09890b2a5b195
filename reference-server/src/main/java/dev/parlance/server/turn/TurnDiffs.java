package dev.parlance.server.turn;

import dev.parlance.agent.protocol.TurnDiffUpdatedNotification;
import dev.parlance.server.patch.AppliedPatch;
import dev.parlance.server.patch.TurnDiff;
import java.nio.file.Path;

/** Shows the changes of a turn as one diff, whole each time. */
final class TurnDiffs {
    private final TurnHost host;
    private final TurnPlan plan;
    private final TurnDiff diff;

    TurnDiffs(TurnHost host, TurnPlan plan) {
        this.host = host;
        this.plan = plan;
        this.diff = new TurnDiff(TurnDiff.rootOf(Path.of(plan.settings().cwd())));
    }

    synchronized void changed(AppliedPatch patch) {
        diff.accept(patch);
        send();
    }

    /** After a model answer: says it again where there is anything to say, as the real server does. */
    synchronized void repeat() {
        if (!diff.text().isEmpty()) {
            send();
        }
    }

    private void send() {
        host.audience()
                .turnDiffUpdated(TurnDiffUpdatedNotification.builder()
                        .threadId(host.threadId())
                        .turnId(plan.id())
                        .diff(diff.text())
                        .build());
    }
}
