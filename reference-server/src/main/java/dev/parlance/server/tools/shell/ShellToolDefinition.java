package dev.parlance.server.tools.shell;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How a model is told of the shell tool. */
final class ShellToolDefinition {
    private static final String DESCRIPTION = """
            Runs a command in a shell and returns its output and exit code. There is no terminal and no input. \
            The command may be confined: it then writes only into the workspace and does not reach the network. \
            Processes it leaves in the background are ended with it.""";

    private ShellToolDefinition() {}

    static Map<String, Object> of(String name) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("cmd", property("string", "Shell command to run."));
        properties.put("workdir", property("string", "Folder to run it in; the turn's folder where it is left out."));
        properties.put("timeout_ms", property("number", timeout()));
        properties.put(
                "yield_time_ms", property("number", "Has no effect: the call returns when the command has ended."));
        properties.put("sandbox_permissions", permissions());
        properties.put(
                "justification", property("string", "For `require_escalated`: one question that asks the user."));
        properties.put("prefix_rule", prefixRule());
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("type", "object");
        parameters.put("properties", properties);
        parameters.put("required", List.of("cmd"));
        parameters.put("additionalProperties", false);
        Map<String, Object> definition = new LinkedHashMap<>();
        definition.put("type", "function");
        definition.put("name", name);
        definition.put("description", DESCRIPTION);
        definition.put("strict", false);
        definition.put("parameters", parameters);
        return definition;
    }

    private static String timeout() {
        return "Milliseconds after which the command is killed; " + ExecArguments.DEFAULT_TIMEOUT.toMillis()
                + " where it is left out, at most " + ExecArguments.LONGEST_TIMEOUT.toMillis() + ".";
    }

    private static Map<String, Object> permissions() {
        Map<String, Object> property =
                property("string", "`require_escalated` asks the user to let the command run outside the sandbox.");
        property.put("enum", List.of("use_default", "require_escalated"));
        return property;
    }

    private static Map<String, Object> prefixRule() {
        Map<String, Object> property = property(
                "array", "First words of the command, offered to the user as a rule for later commands that begin so.");
        property.put("items", Map.of("type", "string"));
        return property;
    }

    private static Map<String, Object> property(String type, String description) {
        Map<String, Object> property = new LinkedHashMap<>();
        property.put("type", type);
        property.put("description", description);
        return property;
    }
}
