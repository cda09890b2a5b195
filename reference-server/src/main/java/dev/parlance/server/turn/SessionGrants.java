package dev.parlance.server.turn;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the user allowed for the rest of a loaded thread's session: exactly those commands, and those files. Thread-safe.
 */
public final class SessionGrants {
    private final Set<List<String>> commands = ConcurrentHashMap.newKeySet();
    private final Set<String> files = ConcurrentHashMap.newKeySet();

    /** Allows exactly that command in exactly that folder. */
    public void allowCommand(String command, String cwd) {
        commands.add(List.of(command, cwd));
    }

    /** True where exactly that was allowed. */
    public boolean allowsCommand(String command, String cwd) {
        return commands.contains(List.of(command, cwd));
    }

    /** Allows changes of those files, given by absolute path. */
    public void allowFiles(Set<String> paths) {
        files.addAll(paths);
    }

    /** True where changes of all of them were allowed. */
    public boolean allowsFiles(Set<String> paths) {
        return files.containsAll(paths);
    }
}
