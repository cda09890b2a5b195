package dev.parlance.conformance.replay;

import dev.parlance.conformance.transcript.TranscriptEvent;
import dev.parlance.conformance.transcript.TranscriptReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A recording to be played, held in memory.
 *
 * <pre>{@code
 * Recording recording = Recording.read(Path.of("session.jsonl"));
 * }</pre>
 */
public final class Recording {
    private static final long MAX_BYTES = 512L << 20;

    private final String name;
    private final List<Said> all;
    private final Set<String> connections = new LinkedHashSet<>();

    private Recording(String name, List<Said> all) {
        this.name = name;
        this.all = all;
        all.stream().filter(said -> said.event().note() == null).forEach(said -> connections.add(said.connection()));
    }

    /**
     * Reads a recording.
     *
     * @throws IOException if there is none, it cannot be read, it is above 512 MiB, or no client says anything in it
     */
    public static Recording read(Path path) throws IOException {
        List<Said> all = new ArrayList<>();
        long[] bytes = {0};
        try (InputStream in = Files.newInputStream(path)) {
            new TranscriptReader(path.toString()).read(in, event -> {
                bytes[0] += event.bytes().length;
                if (bytes[0] > MAX_BYTES) {
                    throw new UncheckedIOException(
                            new IOException(path + ": a recording above 512 MiB cannot be replayed"));
                }
                all.add(new Said(all.size() + 1, event));
            });
        } catch (NoSuchFileException e) {
            throw new IOException("there is no recording " + path, e);
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        if (all.stream().noneMatch(said -> said.event().note() == null && !said.fromServer())) {
            throw new IOException(path + ": no client says anything in it, so there is nothing to replay");
        }
        return new Recording(path.toString(), all);
    }

    /** The file's name. */
    public String name() {
        return name;
    }

    /** Names of its connections, in the order in which they began. */
    public Set<String> connections() {
        return connections;
    }

    List<Said> all() {
        return all;
    }

    /** Whether an event tells that a connection has ended. */
    static boolean closes(Said said) {
        return TranscriptEvent.CLOSED.equals(said.event().note());
    }
}
