package dev.parlance.server.config;

import java.nio.file.Path;
import java.util.List;

/**
 * Details of the sandbox in which commands may write to the workspace: the table {@code sandbox_workspace_write}.
 *
 * @param writableRoots absolute folders that may be written to besides the workspace
 * @param networkAccess whether commands reach the network
 * @param excludeTmpdirEnvVar whether the folder that {@code TMPDIR} names is not to be written to
 * @param excludeSlashTmp whether {@code /tmp} is not to be written to
 */
public record WorkspaceWrite(
        List<Path> writableRoots, boolean networkAccess, boolean excludeTmpdirEnvVar, boolean excludeSlashTmp) {
    /** Copies the list. */
    public WorkspaceWrite {
        writableRoots = List.copyOf(writableRoots);
    }
}
