package dev.parlance.server.exec;

import dev.parlance.agent.protocol.CommandAction;
import dev.parlance.agent.protocol.LegacyAppPathString;
import dev.parlance.agent.protocol.ListFilesCommandAction;
import dev.parlance.agent.protocol.ReadCommandAction;
import dev.parlance.agent.protocol.SearchCommandAction;
import dev.parlance.agent.protocol.UnknownCommandAction;
import dev.parlance.server.exec.CommandLine.Segment;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a command seems to do, for display only: reading a file, listing, searching. One part that is not recognised makes
 * the whole line unknown.
 *
 * <pre>{@code
 * CommandActions.of("cat README.md | head -5", cwd)   // [read README.md]
 * }</pre>
 */
public final class CommandActions {
    private static final Set<String> READERS = Set.of("cat", "head", "tail", "nl", "less", "more", "bat", "sed");
    private static final Set<String> LISTERS = Set.of("ls", "tree", "eza", "exa", "dir");
    private static final Set<String> SEARCHERS = Set.of("rg", "grep", "egrep", "fgrep", "ag", "find", "fd");

    /** Shape the output of what stands before them in a pipe, and do nothing else. */
    private static final Set<String> FILTERS =
            Set.of("head", "tail", "wc", "sort", "uniq", "cut", "tr", "column", "nl", "cat", "less", "more");

    /** Options whose value is the next word, by program: enough to tell the operands. */
    private static final Map<String, Set<String>> WITH_VALUE = Map.ofEntries(
            Map.entry("head", Set.of("-n", "-c", "--lines", "--bytes")),
            Map.entry("tail", Set.of("-n", "-c", "--lines", "--bytes")),
            Map.entry("sort", Set.of("-k", "-t")),
            Map.entry("cut", Set.of("-d", "-f", "-c", "-b")),
            Map.entry("tree", Set.of("-L", "-I", "-P")),
            Map.entry("ls", Set.of("-I", "-w", "-T")),
            Map.entry("grep", Set.of("-A", "-B", "-C", "-m")),
            Map.entry("egrep", Set.of("-A", "-B", "-C", "-m")),
            Map.entry("rg", Set.of("-A", "-B", "-C", "-m", "-g", "-t", "-T", "--glob", "--type", "--max-depth")),
            Map.entry("ag", Set.of("-A", "-B", "-C", "-m", "-G")),
            Map.entry("fd", Set.of("-t", "-e", "-d", "-E")),
            Map.entry(
                    "find", Set.of("-name", "-iname", "-path", "-type", "-maxdepth", "-mindepth", "-newer", "-size")));

    /** What makes find do more than find. */
    private static final Set<String> FIND_ACTS =
            Set.of("-exec", "-execdir", "-ok", "-okdir", "-delete", "-fprint", "-fprint0", "-fprintf", "-fls");

    private CommandActions() {}

    /** The actions in order; at least one. */
    public static List<CommandAction> of(String commandText, Path cwd) {
        List<CommandAction> actions = new ArrayList<>();
        for (Segment segment : CommandLine.plain(commandText).orElse(List.of())) {
            if (isOnlyShaping(segment)) {
                continue;
            }
            Optional<CommandAction> action = action(segment, cwd);
            if (action.isEmpty()) {
                return List.of(unknown(commandText));
            }
            actions.add(action.get());
        }
        return actions.isEmpty() ? List.of(unknown(commandText)) : List.copyOf(actions);
    }

    private static CommandAction unknown(String text) {
        return UnknownCommandAction.builder().command(text).build();
    }

    private static boolean isOnlyShaping(Segment segment) {
        return segment.joint().equals("|")
                && FILTERS.contains(segment.words().get(0))
                && (segment.words().get(0).equals("tr")
                        || operands(segment.words()).isEmpty());
    }

    private static Optional<CommandAction> action(Segment segment, Path cwd) {
        String program = segment.words().get(0);
        List<String> operands = operands(segment.words());
        if (LISTERS.contains(program)) {
            return Optional.of(ListFilesCommandAction.builder()
                    .command(segment.text())
                    .path(operands.isEmpty() ? null : operands.get(0))
                    .build());
        }
        if (READERS.contains(program)) {
            return read(segment, operands, cwd);
        }
        return SEARCHERS.contains(program) ? search(segment, operands) : Optional.empty();
    }

    private static Optional<CommandAction> read(Segment segment, List<String> operands, Path cwd) {
        boolean sed = segment.words().get(0).equals("sed");
        // sed has its script before the file, and prints without writing only where it is asked to.
        int position = sed ? 1 : 0;
        if ((sed
                        && !segment.words()
                                .get(Math.min(1, segment.words().size() - 1))
                                .equals("-n"))
                || operands.size() != position + 1) {
            return Optional.empty();
        }
        String operand = operands.get(position);
        try {
            Path file = cwd.resolve(operand).normalize();
            Path name = file.getFileName();
            return Optional.of(ReadCommandAction.builder()
                    .command(segment.text())
                    .name(name == null ? operand : name.toString())
                    .path(LegacyAppPathString.of(file.toString()))
                    .build());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static Optional<CommandAction> search(Segment segment, List<String> operands) {
        String program = segment.words().get(0);
        if (program.equals("find")) {
            if (segment.words().stream().anyMatch(FIND_ACTS::contains)) {
                return Optional.empty();
            }
            return Optional.of(
                    searched(segment, valueOf("-name", segment.words()), operands.isEmpty() ? null : operands.get(0)));
        }
        if (program.equals("rg") && segment.words().contains("--files")) {
            return Optional.of(ListFilesCommandAction.builder()
                    .command(segment.text())
                    .path(operands.isEmpty() ? null : operands.get(0))
                    .build());
        }
        return Optional.of(searched(
                segment, operands.isEmpty() ? null : operands.get(0), operands.size() < 2 ? null : operands.get(1)));
    }

    private static CommandAction searched(Segment segment, @Nullable String query, @Nullable String path) {
        return SearchCommandAction.builder()
                .command(segment.text())
                .query(query)
                .path(path)
                .build();
    }

    private static @Nullable String valueOf(String option, List<String> words) {
        int at = words.indexOf(option);
        return at >= 0 && at + 1 < words.size() ? words.get(at + 1) : null;
    }

    private static List<String> operands(List<String> words) {
        Set<String> withValue = WITH_VALUE.getOrDefault(words.get(0), Set.of());
        List<String> operands = new ArrayList<>();
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            if (withValue.contains(word)) {
                i++;
            } else if (!word.startsWith("-") || word.equals("-")) {
                operands.add(word);
            }
        }
        return operands;
    }
}
