package dev.parlance.codex.scenario;

import dev.parlance.scripted.CallStep;
import dev.parlance.scripted.Reply;
import dev.parlance.scripted.Script;
import dev.parlance.scripted.Step;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** What models say in the scenarios. */
final class Says {
    private Says() {}

    /** A script without gates: one reply a step list. */
    static Supplier<Script> replies(Reply... replies) {
        return () -> Script.of(replies);
    }

    /** One reply of one text each. */
    static Supplier<Script> texts(String... texts) {
        return () -> Script.of(
                Arrays.stream(texts).map(text -> Reply.of(Step.text(text))).toArray(Reply[]::new));
    }

    static Reply text(String text) {
        return Reply.of(Step.text(text));
    }

    /** A command inside the sandbox. */
    static CallStep command(String command) {
        return Step.call("exec_command", Map.of("cmd", command));
    }

    /** A command that is waited for up to ten seconds. */
    static CallStep longCommand(String command) {
        return Step.call("exec_command", Map.of("cmd", command, "yield_time_ms", 10_000));
    }

    /** A command outside the sandbox, which an on-request policy asks about. */
    static CallStep asking(String command) {
        Map<String, Object> arguments = new HashMap<>();
        arguments.put("cmd", command);
        arguments.put("sandbox_permissions", "require_escalated");
        arguments.put("justification", "to make a file");
        return Step.call("exec_command", arguments);
    }

    static CallStep patch(String... lines) {
        return Step.customCall("apply_patch", "*** Begin Patch\n" + String.join("\n", lines) + "\n*** End Patch\n");
    }

    static CallStep plan(String first, String second) {
        return Step.call(
                "update_plan",
                Map.of(
                        "explanation",
                        "Two steps.",
                        "plan",
                        List.of(Map.of("step", "Look", "status", first), Map.of("step", "Tell", "status", second))));
    }
}
