package dev.parlance.conformance.foreign;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.Pattern;

/** A small server in Node that has nothing in common with ours, {@code toy-server.mjs}, and its subject's file. */
public final class ForeignServer {
    private static final String BUGS = "TOY_BUGS: \"\"";

    private ForeignServer() {}

    /**
     * Writes its subject's file.
     *
     * @param bugs mistakes that it is to make, separated by commas; empty for none
     * @throws IllegalStateException if there is no {@code node} on the PATH
     */
    public static Path subjectFile(Path folder, String bugs) throws IOException {
        boolean node = Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(Objects.requireNonNullElse(System.getenv("PATH"), ""))
                .anyMatch(dir -> Files.isExecutable(Path.of(dir, "node")));
        if (!node) {
            throw new IllegalStateException("there is no node on the PATH; this project's tests need Node 20");
        }
        Path own = resource("toy.yaml");
        String text = Files.readString(own)
                .replace("${dir}", String.valueOf(own.getParent()))
                .replace(BUGS, "TOY_BUGS: \"" + bugs + "\"");
        return Files.writeString(folder.resolve("toy.yaml"), text);
    }

    private static Path resource(String name) {
        try {
            return Path.of(Objects.requireNonNull(ForeignServer.class.getResource(name), name)
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
