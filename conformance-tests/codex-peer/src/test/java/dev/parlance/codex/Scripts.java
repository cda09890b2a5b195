package dev.parlance.codex;

import dev.parlance.scripted.CallStep;
import dev.parlance.scripted.Chunking;
import dev.parlance.scripted.Gate;
import dev.parlance.scripted.Reply;
import dev.parlance.scripted.Script;
import dev.parlance.scripted.Step;
import java.util.Map;

/** What the model says in the scenarios that every client has to master. */
final class Scripts {
    private Scripts() {}

    /** Reasoning, text, a command to be accepted ({@code call_0_2}), one to be declined ({@code call_1_1}). */
    static Script twoCommands() {
        return Script.of(
                Reply.of(
                        Step.reasoning("Two files are wanted.", "I will ask first."),
                        Step.text("I will make the first file."),
                        askingCommand("printf yes > accepted.txt; echo accepted")),
                Reply.of(Step.text("Now the second one."), askingCommand("printf no > declined.txt; echo declined")),
                Reply.of(Step.text("The first file exists, the second was refused.")));
    }

    /** A change of two files to be accepted ({@code call_0_1}), the deletion of one to be declined ({@code call_1_0}). */
    static Script twoFileChanges() {
        return Script.of(
                Reply.of(Step.text("I will edit."), Step.customCall("apply_patch", """
                                *** Begin Patch
                                *** Add File: notes.txt
                                +alpha
                                *** Update File: poem.txt
                                @@
                                 one
                                -two
                                +TWO
                                 three
                                *** End Patch
                                """)),
                Reply.of(Step.customCall("apply_patch", """
                        *** Begin Patch
                        *** Delete File: poem.txt
                        *** End Patch
                        """)),
                Reply.of(Step.text("Edited; the deletion was refused.")));
    }

    /** A long answer that stops at the gate after its first words, and then a short one. */
    static Script longAnswer(Gate gate) {
        return Script.of(
                Reply.of(
                        Step.text("It begins").unfinished(),
                        Step.hold(gate),
                        Step.text("x".repeat(100_000)).by(Chunking.CHARACTERS)),
                Reply.of(Step.text("After the interrupt.")));
    }

    /** One reply before the restart, one after it. */
    static Script memory() {
        return Script.of(
                Reply.of(Step.text("I shall remember the kestrel.")), Reply.of(Step.text("It was the kestrel.")));
    }

    /** A command outside the sandbox, which an on-request policy asks about. */
    private static CallStep askingCommand(String command) {
        return Step.call(
                "exec_command",
                Map.of("cmd", command, "sandbox_permissions", "require_escalated", "justification", "to make a file"));
    }
}
