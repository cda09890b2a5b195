package dev.parlance.server.exec;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.parlance.server.Json;
import dev.parlance.server.exec.CommandLine.Segment;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Beginnings of commands that the user has allowed for good, kept in {@code rules/default.json} of the server's home. Read
 * afresh for every question, so that several servers on one home see each other's. Thread-safe.
 *
 * <pre>{@code
 * rules.allow(List.of("git", "status"), false);
 * rules.allows("git status && git status -s", false)   // true
 * rules.allows("git status && rm x", false)            // false
 * }</pre>
 */
public final class ExecRules {
    private static final Logger LOG = LoggerFactory.getLogger(ExecRules.class);
    private static final int LARGEST = 1 << 20;

    private final Path file;

    /** For a server with that home folder. Nothing is read yet. */
    public ExecRules(Path home) {
        this.file = home.resolve("rules").resolve("default.json");
    }

    /**
     * A rule as it is kept.
     *
     * @param prefix the words a command begins with
     * @param unconfined true where the user was asked about running outside the sandbox
     */
    record Rule(List<String> prefix, boolean unconfined) {
        Rule {
            prefix = List.copyOf(prefix);
        }

        boolean matches(Segment segment) {
            return !prefix.isEmpty()
                    && segment.words().size() >= prefix.size()
                    && segment.words().subList(0, prefix.size()).equals(prefix);
        }
    }

    /** The file's content. */
    record Document(List<Rule> allow) {
        Document {
            allow = List.copyOf(allow);
        }
    }

    /**
     * True where the text is plain and each of its commands begins as a rule says.
     *
     * @param unconfined true to count only what may run outside the sandbox
     */
    public boolean allows(String commandText, boolean unconfined) {
        List<Segment> segments = CommandLine.plain(commandText).orElse(List.of());
        if (segments.isEmpty()) {
            return false;
        }
        List<Rule> rules = read();
        return segments.stream()
                .allMatch(segment ->
                        rules.stream().anyMatch(rule -> (rule.unconfined() || !unconfined) && rule.matches(segment)));
    }

    /**
     * Adds a rule and writes the file.
     *
     * @throws IOException where the file cannot be written, or holds something that is no rules and would be lost
     */
    public synchronized void allow(List<String> prefix, boolean unconfined) throws IOException {
        Path folder = Files.createDirectories(file.toAbsolutePath().getParent());
        try (FileChannel channel =
                FileChannel.open(folder.resolve("default.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            FileLock lock = channel.lock();
            try {
                add(new Rule(prefix, unconfined), folder);
            } finally {
                lock.release();
            }
        }
    }

    private void add(Rule added, Path folder) throws IOException {
        List<Rule> rules = new ArrayList<>(load());
        if (!rules.contains(added)) {
            rules.add(added);
            write(folder, Json.bytes(new Document(rules)));
        }
    }

    private List<Rule> read() {
        try {
            return load();
        } catch (IOException e) {
            LOG.warn("the rules for commands are not used: {}", e.getMessage());
            return List.of();
        }
    }

    private List<Rule> load() throws IOException {
        try {
            if (Files.size(file) > LARGEST) {
                throw new IOException(file + " is larger than " + LARGEST + " bytes; remove rules from it");
            }
            return Json.MAPPER
                    .readValue(Files.readAllBytes(file), Document.class)
                    .allow();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (JsonProcessingException e) {
            throw new IOException(file + " holds no rules; mend it or move it away: " + e.getOriginalMessage(), e);
        }
    }

    /** A crash leaves the old file or the new one, never a part. */
    private void write(Path folder, byte[] json) throws IOException {
        Path draft = folder.resolve("default.json.new");
        Files.deleteIfExists(draft);
        try {
            Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } catch (FileAlreadyExistsException e) {
            throw new IOException(draft + " is being written by another program", e);
        }
        try (FileChannel out = FileChannel.open(draft, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(json);
            while (buffer.hasRemaining()) {
                out.write(buffer);
            }
            out.force(true);
        }
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
