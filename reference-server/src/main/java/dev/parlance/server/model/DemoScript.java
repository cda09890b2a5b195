package dev.parlance.server.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.parlance.agent.protocol.CodexErrorInfo.Value;
import dev.parlance.agent.protocol.ResponseItem;
import dev.parlance.server.Json;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the demo model does with a request. The commands of the user's text are gone through from the first, each time:
 * a call that was made before gives its output from the history, the first that was not is made now and ends the answer.
 */
final class DemoScript {
    private static final String VERBS = "run|edit|write|delete|plan|think|fail|flaky|count|stream slowly";
    private static final Pattern NEXT =
            Pattern.compile("\\s+then\\s+(?=(?:" + VERBS + ")\\b)", Pattern.CASE_INSENSITIVE);
    private static final Pattern COMMAND =
            Pattern.compile("(" + VERBS + ")\\b\\s*(.*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final int MOST_NUMBERS = 100_000;

    private final ModelRequest request;
    private final boolean flaky;
    private final DemoHistory history;
    private final List<DemoPart> parts = new ArrayList<>();

    DemoScript(ModelRequest request, boolean flaky) {
        this.request = request;
        this.flaky = flaky;
        this.history = new DemoHistory(request.input());
    }

    /** Whether the last user message has the command {@code flaky}. */
    static boolean isFlaky(List<ResponseItem> input) {
        return commands(new DemoHistory(input).task()).stream()
                .anyMatch(command -> command.toLowerCase(Locale.ROOT).startsWith("flaky"));
    }

    /** The answer. */
    List<DemoPart> parts() {
        if (flaky) {
            return List.of(
                    new DemoPart.Fail(Failures.again("stream closed before response.completed", Value.OTHER, null)));
        }
        if (history.task().startsWith(DemoTexts.SUMMARY_REQUEST)) {
            return List.of(new DemoPart.Say(DemoTexts.summary(history.userTexts())));
        }
        if (history.task().startsWith(DemoTexts.SUMMARY)) {
            // The calls made so far are gone; to make them again would not be what the user asked for.
            return List.of(new DemoPart.Say(DemoTexts.COMPACTED));
        }
        boolean finished = commands(history.task()).stream().allMatch(this::perform);
        if (finished && request.outputSchema() != null) {
            parts.removeIf(part -> part instanceof DemoPart.Say || part instanceof DemoPart.Count);
            parts.add(new DemoPart.Say(DemoSchema.instance(request.outputSchema())));
        }
        return parts;
    }

    private static List<String> commands(String task) {
        return List.of(NEXT.split(task.strip()));
    }

    /** Adds what the command gives; false where the answer ends with a call or a failure. */
    private boolean perform(String command) {
        Matcher matcher = COMMAND.matcher(command);
        if (!matcher.matches()) {
            return say(DemoTexts.HELP);
        }
        String rest = matcher.group(2).strip();
        return switch (matcher.group(1).toLowerCase(Locale.ROOT)) {
            case "run" -> run(rest);
            case "edit" -> edit(rest.isEmpty() ? "hello.txt" : rest);
            case "write" -> write(rest);
            case "delete" -> rest.isEmpty() ? say(DemoTexts.HELP) : patch("*** Delete File: " + oneLine(rest), rest);
            case "plan" -> plan(rest);
            case "think" -> think(rest);
            case "count" -> count(rest);
            case "stream slowly" -> parts.add(new DemoPart.Say(DemoTexts.SLOW, DemoTexts.SLOW_PACE));
            case "flaky" -> say("The first try broke off; this is the second.");
            default -> fail();
        };
    }

    private boolean run(String command) {
        if (command.isEmpty()) {
            return say(DemoTexts.HELP);
        }
        String output = call("exec_command", json(Map.of("cmd", command)), false);
        return output != null && say(DemoTexts.ran(command, output));
    }

    private boolean edit(String file) {
        String path = oneLine(file);
        String look = call("exec_command", json(Map.of("cmd", DemoTexts.lookCommand(path))), false);
        if (look == null) {
            return false;
        }
        String firstLine = DemoTexts.firstLine(look);
        if (firstLine != null) {
            String removed = firstLine.isEmpty() ? "" : "-" + firstLine + "\n";
            return patch("*** Update File: " + path + "\n@@\n" + removed + "+" + firstLine + " (edited)", path);
        }
        return DemoTexts.isAbsent(look)
                ? patch("*** Add File: " + path + "\n+Hello from the demo model.", path)
                : say("I could not look at " + path + ": " + DemoTexts.shown(look));
    }

    private boolean write(String rest) {
        int colon = rest.indexOf(':');
        if (colon < 1) {
            return say(DemoTexts.HELP);
        }
        String path = oneLine(rest.substring(0, colon));
        String added =
                rest.substring(colon + 1).strip().replaceAll("\r\n?", "\n").replace("\n", "\n+");
        return patch("*** Add File: " + path + "\n+" + added, path);
    }

    private boolean patch(String change, String path) {
        String output = call("apply_patch", "*** Begin Patch\n" + change + "\n*** End Patch\n", true);
        return output != null && say("The patch of " + oneLine(path) + ": " + DemoTexts.shown(output));
    }

    private boolean plan(String rest) {
        List<Map<String, String>> steps = new ArrayList<>();
        for (String step : rest.split(";")) {
            if (!step.isBlank()) {
                steps.add(Map.of("step", step.strip(), "status", steps.isEmpty() ? "in_progress" : "pending"));
            }
        }
        if (steps.isEmpty()) {
            return say(DemoTexts.HELP);
        }
        String output = call("update_plan", json(Map.of("plan", steps)), false);
        return output != null && say("The plan has " + steps.size() + (steps.size() == 1 ? " step." : " steps."));
    }

    private boolean think(String rest) {
        String asked = rest.replaceFirst("(?i)^(of|about) ", "");
        String subject = asked.isEmpty() ? "nothing in particular" : asked;
        parts.add(new DemoPart.Think(List.of(
                "**Reading the request**\n\nThe user wants me to think of " + subject + ".",
                "**Deciding**\n\nA short answer will do.")));
        return say("I have thought of " + subject + ".");
    }

    private boolean count(String rest) {
        if (!rest.matches("[1-9]\\d{0,5}") || Integer.parseInt(rest) > MOST_NUMBERS) {
            return say("I count to a number from 1 to " + MOST_NUMBERS + ": count 10");
        }
        return parts.add(new DemoPart.Count(Integer.parseInt(rest)));
    }

    private boolean fail() {
        parts.add(new DemoPart.Fail(Failures.last("The demo model was asked to fail.", Value.OTHER)));
        return false;
    }

    private boolean say(String text) {
        return parts.add(new DemoPart.Say(text));
    }

    /** The output of a call made before; null where it is made now. */
    private @Nullable String call(String tool, String input, boolean custom) {
        String output = history.nextOutput();
        if (output != null) {
            // What came before this call was said when it was made.
            parts.clear();
            return output;
        }
        parts.add(new DemoPart.Call(tool, input, custom));
        return null;
    }

    private static String oneLine(String path) {
        return path.lines().findFirst().orElse("").strip();
    }

    private static String json(Object value) {
        try {
            return Json.MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
