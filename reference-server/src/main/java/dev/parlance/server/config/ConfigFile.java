package dev.parlance.server.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A configuration file: read when asked for, parsed again only when its bytes have changed, rewritten without touching
 * what a change does not concern. A file that is not there is empty.
 */
final class ConfigFile {
    /** A thousand times the size of a real one. */
    static final int MAX_BYTES = 4 << 20;

    private final Path path;
    private final @Nullable String profile;
    private volatile @Nullable Layer cached;

    ConfigFile(Path path, @Nullable String profile) {
        this.path = path.toAbsolutePath().normalize();
        this.profile = profile;
    }

    Path path() {
        return path;
    }

    /** The file's settings as of now. */
    Layer read() {
        byte[] content = bytes();
        Layer last = cached;
        if (last != null && last.version().equals(Layer.version(content))) {
            return last;
        }
        Layer layer = Layer.ofFile(path, profile, content, TomlDocument.parse(path, decode(content)));
        cached = layer;
        return layer;
    }

    /** The file that a write replaces: links are followed. */
    Path target() throws IOException {
        if (Files.exists(path)) {
            return path.toRealPath();
        }
        if (Files.isSymbolicLink(path)) {
            return path.resolveSibling(Files.readSymbolicLink(path)).normalize();
        }
        Path folder = path.getParent();
        return folder != null && Files.exists(folder) ? folder.toRealPath().resolve(path.getFileName()) : path;
    }

    /**
     * Changes the file, alone among all threads and processes that do so.
     *
     * @param change makes the new settings from the present layer, or throws to leave the file as it is
     * @param check looks at the layer that would be written, or throws to leave the file as it is
     * @return the layer as written
     * @throws IOException if the file could not be written
     * @throws IllegalArgumentException if the settings have no place in a file
     */
    @SuppressWarnings("try") // the guard is held, not used
    Layer write(Function<Layer, Map<String, Object>> change, Consumer<Layer> check) throws IOException {
        Path target = target();
        try (FileGuard guard = FileGuard.take(target)) {
            Layer present = read();
            Map<String, Object> wanted = change.apply(present);
            TomlDocument document = present.document();
            String text = document == null ? "" : document.text();
            String fresh = document == null ? text : document.rewrite(wanted);
            byte[] content = encode(fresh);
            Layer next = Layer.ofFile(path, profile, content, TomlDocument.parse(path, fresh));
            check.accept(next);
            if (!fresh.equals(text)) {
                AtomicFile.write(target, content, null);
            }
            return next;
        }
    }

    private byte[] bytes() {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] content = in.readNBytes(MAX_BYTES + 1);
            if (content.length > MAX_BYTES) {
                throw new ConfigException(path, 0, 0, "larger than " + MAX_BYTES + " bytes");
            }
            return content;
        } catch (NoSuchFileException e) {
            return new byte[0];
        } catch (AccessDeniedException e) {
            throw new ConfigException(path, 0, 0, "permission to read the file is denied");
        } catch (IOException e) {
            throw new ConfigException(path, 0, 0, "cannot be read; is it a file?");
        }
    }

    private String decode(byte[] content) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ConfigException(path, 0, 0, "not UTF-8");
        }
    }

    private static byte[] encode(String text) {
        try {
            ByteBuffer bytes = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
            if (bytes.remaining() > MAX_BYTES) {
                throw new IllegalArgumentException("the file would be larger than " + MAX_BYTES + " bytes");
            }
            byte[] content = new byte[bytes.remaining()];
            bytes.get(content);
            return content;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("the file would hold what is no text", e);
        }
    }
}
