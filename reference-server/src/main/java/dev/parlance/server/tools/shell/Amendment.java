package dev.parlance.server.tools.shell;

import dev.parlance.server.exec.CommandLine;
import dev.parlance.server.exec.CommandLine.Segment;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The beginning of a command that the user is offered to allow for good. */
final class Amendment {
    /** Allowing these by themselves would allow everything; with the words of the command they are as narrow as others. */
    private static final Set<String> LAUNCHERS = Set.of(
            "bash", "sh", "zsh", "dash", "fish", "ksh", "env", "sudo", "doas", "su", "xargs", "find", "eval", "exec",
            "command", "builtin", "source", ".", "nohup", "timeout", "nice", "time", "setsid", "python", "python3",
            "node", "deno", "bun", "perl", "ruby", "php", "lua", "awk", "sed", "java", "git", "ssh", "docker", "podman",
            "kubectl", "npx", "uv");

    private Amendment() {}

    /**
     * The model's proposal where it fits the command and is not too wide, otherwise all words of the command. Nothing for
     * a text that is not plain, or holds several commands: one rule could not allow it.
     */
    static Optional<List<String>> proposed(ExecArguments arguments) {
        List<Segment> segments = CommandLine.plain(arguments.cmd()).orElse(List.of());
        if (segments.size() != 1) {
            return Optional.empty();
        }
        List<String> words = segments.get(0).words();
        List<String> wish = arguments.prefixRule();
        if (isNarrowing(wish, words) && !isTooWide(wish)) {
            return Optional.of(wish);
        }
        return words.size() == 1 && isTooWide(words) ? Optional.empty() : Optional.of(words);
    }

    /** True where a rule allows no more than another: it has the same words, perhaps followed by more. */
    static boolean isWithin(List<String> rule, List<String> offered) {
        return rule.size() >= offered.size() && rule.subList(0, offered.size()).equals(offered);
    }

    private static boolean isNarrowing(List<String> wish, List<String> words) {
        return !wish.isEmpty() && isWithin(words, wish);
    }

    private static boolean isTooWide(List<String> wish) {
        String first = wish.get(0);
        String program = first.substring(first.lastIndexOf('/') + 1);
        return LAUNCHERS.contains(program) && wish.size() < (program.equals("git") ? 2 : 3);
    }
}
