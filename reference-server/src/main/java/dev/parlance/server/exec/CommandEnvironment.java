package dev.parlance.server.exec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What commands see of the server's environment: what a shell needs to work, and nothing that could be a secret. The model's
 * key is in the server's environment, and output of commands goes to the model's provider and into the history.
 *
 * <pre>{@code
 * Map<String, String> environment = CommandEnvironment.ofThisProcess();
 * }</pre>
 */
public final class CommandEnvironment {
    private static final Set<String> CORE =
            Set.of("PATH", "HOME", "USER", "LOGNAME", "LANG", "LANGUAGE", "SHELL", "TMPDIR", "TZ");

    /** Parts of names that stand for secrets; compared without regard to case. */
    private static final List<String> SECRET = List.of("KEY", "SECRET", "TOKEN", "PASSWORD", "PASSWD", "CREDENTIAL");

    private CommandEnvironment() {}

    /** The core variables of this process. */
    public static Map<String, String> ofThisProcess() {
        return core(System.getenv());
    }

    /** The core variables: PATH, HOME, locale and the like. TERM is {@code dumb}, for there is no terminal. */
    public static Map<String, String> core(Map<String, String> environment) {
        Map<String, String> result = new LinkedHashMap<>();
        environment.forEach((name, value) -> {
            if (CORE.contains(name) || name.startsWith("LC_")) {
                result.put(name, value);
            }
        });
        return finish(result);
    }

    private static Map<String, String> finish(Map<String, String> result) {
        result.keySet().removeIf(CommandEnvironment::isSecret);
        result.put("TERM", "dumb");
        return Map.copyOf(result);
    }

    private static boolean isSecret(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return SECRET.stream().anyMatch(upper::contains);
    }
}
