package dev.parlance.server.patch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads files that a patch may touch: plain ones, of bounded size, holding UTF-8 text. */
final class TextFiles {
    /** Most bytes of a file, before and after. */
    static final int MAX_BYTES = 10 * 1024 * 1024;

    private TextFiles() {}

    /**
     * The text, or null where nothing is at that path. A link at its end is not followed.
     *
     * @param file as messages name it
     * @throws PatchException if it is no plain text file, too large, or cannot be read
     */
    static @Nullable String read(Path real, String file) throws PatchException {
        try {
            BasicFileAttributes found =
                    Files.readAttributes(real, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (found.isDirectory()) {
                throw new PatchException(file + " is a folder");
            }
            if (!found.isRegularFile()) {
                throw new PatchException(file + " is no plain file");
            }
            try (SeekableByteChannel channel =
                    Files.newByteChannel(real, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
                return text(channel, file);
            }
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw new PatchException(file + " cannot be read", e);
        }
    }

    /** All of an open file as text. */
    static String text(SeekableByteChannel channel, String file) throws IOException, PatchException {
        try (InputStream in = Channels.newInputStream(channel)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new PatchException(file + " has more than " + MAX_BYTES + " bytes");
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (text.indexOf('\0') >= 0) {
                throw new PatchException(file + " is binary");
            }
            return text;
        } catch (CharacterCodingException e) {
            throw new PatchException(file + " is binary, or not UTF-8", e);
        }
    }
}
