package dev.parlance.server.exec;

import dev.parlance.agent.protocol.DangerFullAccessSandboxPolicy;
import dev.parlance.agent.protocol.ExternalSandboxSandboxPolicy;
import dev.parlance.agent.protocol.SandboxPolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Confines commands. Where none works, nothing may run unasked.
 *
 * <pre>{@code
 * Sandbox sandbox = new Bubblewrap(home);
 * if (Sandbox.confines(policy) && sandbox.problem().isEmpty()) {
 *     argv = sandbox.confine(argv, cwd, policy, workspace);
 * }
 * }</pre>
 */
public interface Sandbox {
    /** Why nothing can be confined here, and what to do about it, for a person to read; empty where it works. */
    Optional<String> problem();

    /**
     * The command line that runs another one within a policy. A policy that asks for no confinement gives the same line,
     * and one that is not known gives the strictest.
     *
     * @param cwd existing absolute folder to run in; being there does not make it writable
     * @param workspace absolute folder that {@code workspaceWrite} opens for writing: chosen by the client, never by a model
     * @throws IllegalStateException where there is a {@link #problem}
     */
    List<String> confine(List<String> argv, Path cwd, SandboxPolicy policy, Path workspace);

    /** True where this server has to confine commands; false where the user has said not to, or has done so outside. */
    static boolean confines(SandboxPolicy policy) {
        return !(policy instanceof DangerFullAccessSandboxPolicy || policy instanceof ExternalSandboxSandboxPolicy);
    }

    /** One that cannot confine anything, for that reason. */
    static Sandbox unavailable(String reason) {
        return new Sandbox() {
            @Override
            public Optional<String> problem() {
                return Optional.of(reason);
            }

            @Override
            public List<String> confine(List<String> argv, Path cwd, SandboxPolicy policy, Path workspace) {
                if (!confines(policy)) {
                    return argv;
                }
                throw new IllegalStateException(reason);
            }
        };
    }
}
