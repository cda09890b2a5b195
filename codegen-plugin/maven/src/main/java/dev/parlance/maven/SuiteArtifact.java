package dev.parlance.maven;

import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.MojoExecutionException;
import org.eclipse.aether.RepositorySystem;
import org.eclipse.aether.RepositorySystemSession;
import org.eclipse.aether.artifact.DefaultArtifact;
import org.eclipse.aether.collection.CollectRequest;
import org.eclipse.aether.graph.Dependency;
import org.eclipse.aether.repository.RemoteRepository;
import org.eclipse.aether.resolution.DependencyRequest;
import org.eclipse.aether.resolution.DependencyResolutionException;

/**
 * Finds the suite when it is needed: this plugin is built before the suite and cannot have it among its dependencies.
 *
 * @param repositories Maven's resolver
 * @param session settings of the present build
 * @param remote where to look beside the local repository
 */
record SuiteArtifact(RepositorySystem repositories, RepositorySystemSession session, List<RemoteRepository> remote) {
    /** The artifact and everything it needs at run time, downloaded if necessary. */
    List<Path> classPath(String coordinates) throws MojoExecutionException {
        CollectRequest wanted = new CollectRequest(new Dependency(new DefaultArtifact(coordinates), "runtime"), remote);
        DependencyRequest request = new DependencyRequest(
                wanted,
                (node, parents) ->
                        node.getDependency() == null || !node.getDependency().isOptional());
        try {
            return repositories.resolveDependencies(session, request).getArtifactResults().stream()
                    .map(result -> result.getArtifact().getFile().toPath())
                    .toList();
        } catch (DependencyResolutionException e) {
            throw new MojoExecutionException(
                    "Cannot find the conformance suite " + coordinates
                            + "; name another with suiteVersion, or a plain jar with suiteJar: " + e.getMessage(),
                    e);
        }
    }
}
