package dev.parlance.server.tools.patch;

import dev.parlance.agent.protocol.AskForApproval;
import dev.parlance.server.patch.VerifiedPatch;
import dev.parlance.server.patch.WritableArea;
import dev.parlance.server.turn.TurnScope;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Whether a patch may be applied unasked, after asking, or not at all. */
enum PatchPermission {
    ALLOWED,
    ASK,
    REFUSED;

    /**
     * The rule: what the user allowed for the session is not asked again; {@code untrusted} asks for the rest; what lies
     * in the writable area is else allowed; what does not is asked, or refused where the policy forbids asking.
     */
    static PatchPermission of(VerifiedPatch patch, WritableArea area, TurnScope turn) {
        List<Path> open = patch.realPaths().stream()
                .filter(path -> !turn.grants().allowsFiles(Set.of(path.toString())))
                .toList();
        AskForApproval policy = turn.approvalPolicy();
        if (open.isEmpty()) {
            return ALLOWED;
        }
        if (policy == AskForApproval.Value.UNTRUSTED) {
            return ASK;
        }
        if (open.stream().allMatch(area::contains)) {
            // A policy this version does not know may mean to be asked always.
            return policy instanceof AskForApproval.Unknown ? ASK : ALLOWED;
        }
        if (policy == AskForApproval.Value.NEVER) {
            return REFUSED;
        }
        if (policy instanceof AskForApproval.Granular granular) {
            return granular.value().sandboxApproval() ? ASK : REFUSED;
        }
        return ASK;
    }
}
