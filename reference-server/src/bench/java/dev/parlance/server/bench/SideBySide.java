package dev.parlance.server.bench;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Our server beside the real one, interleaved in one run, so that the noise of the machine hits both; prints medians and
 * ratios. Not a test: nothing passes or fails.
 *
 * <pre>{@code
 * mvn -Pbench -DskipTests -pl :reference-server -am verify -Dcodex.binary=…/node_modules/.bin/codex
 * }</pre>
 *
 * <p>Properties: {@code parlance.server}, our launcher; {@code codex.binary}, the real server's npm launcher, without
 * which ours runs alone; {@code bench.rounds}, 5 unless set; {@code bench.folder}, for homes, a temporary one unless set.
 */
public final class SideBySide {
    private SideBySide() {}

    /** Runs all of it: about three minutes. */
    public static void main(String[] args) throws IOException, InterruptedException {
        String set = System.getProperty("bench.folder", "");
        Path folder = set.isEmpty() ? Files.createTempDirectory("bench") : Files.createDirectories(Path.of(set));
        int rounds = Integer.getInteger("bench.rounds", 5);
        Path launcher = Path.of(System.getProperty("parlance.server", "target/parlance-server"))
                .toAbsolutePath();
        String jar = launcher.resolveSibling("parlance-server.jar").toString();
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Candidate ours = new Candidate("ours", List.of(launcher.toString(), "app-server"), folder);
        Candidate plain = new Candidate("ours java -jar", List.of(java, "-jar", jar, "app-server"), folder);
        String binary = System.getProperty("codex.binary", "");
        Table table = new Table();
        try (PreparedModel model = new PreparedModel()) {
            List<Candidate> starters = new ArrayList<>();
            List<Candidate> servers = new ArrayList<>();
            if (!binary.isEmpty()) {
                Path npm = Path.of(binary).toAbsolutePath();
                Candidate real = new Candidate("real", List.of(nativeOf(npm).toString(), "app-server"), folder);
                starters.add(new Candidate("real npm", List.of(npm.toString(), "app-server"), folder));
                starters.add(real);
                servers.add(real);
            }
            starters.add(ours);
            starters.add(plain);
            servers.add(ours);
            new StartStage(table, model.baseUrl()).run(starters, 3 * rounds);
            new ServingStage(table, model.baseUrl()).run(servers, rounds);
            new ThreadsStage(table, model.baseUrl()).run(servers, ours);
        }
        table.print(new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
    }

    /** The program that the launcher starts: beside it, in the package of the platform. */
    private static Path nativeOf(Path npm) throws IOException {
        Path packages = npm.toRealPath().getParent().getParent().getParent();
        try (Stream<Path> files = Files.walk(packages)) {
            @Nullable
            Path found = files.filter(file -> file.endsWith(Path.of("bin", "codex")) && Files.isRegularFile(file))
                    .findFirst()
                    .orElse(null);
            if (found == null) {
                throw new IOException("no native program under " + packages);
            }
            return found;
        }
    }
}
