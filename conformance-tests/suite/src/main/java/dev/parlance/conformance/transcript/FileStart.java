package dev.parlance.conformance.transcript;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells by its first bytes that a file is no recording, and what it is instead: whoever named a wrong file shall hear of
 * the file, not of an odd character, and before all of it was read in search of a line end.
 */
final class FileStart {
    static final String NO_OBJECT =
            "is not a JSON object; a recording holds one event a line, as tap and run write them";

    private static final List<Packed> PACKED = List.of(
            new Packed("1f8b", "gzip", "gunzip"),
            new Packed("504b0304", "zip", "unzip"),
            new Packed("28b52ffd", "zstd", "unzstd"),
            new Packed("fd377a585a00", "xz", "unxz"),
            new Packed("425a68", "bzip2", "bunzip2"));
    private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};

    private FileStart() {}

    /** A format and the bytes that its files begin with, in hexadecimal digits. */
    private record Packed(String magic, String format, String command) {}

    /** Why a file that begins so is no recording; null if it may be one. */
    static @Nullable String problem(byte[] head, int length) {
        int from = afterMark(head, length);
        if (from == length) {
            return null;
        }
        String hex = HexFormat.of().formatHex(head, 0, Math.min(length, 6));
        for (Packed packed : PACKED) {
            if (hex.startsWith(packed.magic)) {
                return "is compressed with " + packed.format + "; unpack it first (" + packed.command + ")";
            }
        }
        if (isUtf16(hex)) {
            return "is UTF-16, and a recording is UTF-8; convert it first, say with iconv -f UTF-16 -t UTF-8";
        }
        boolean maybe = head[from] == '{' || head[from] == ' ' || head[from] == '\r' || head[from] == '\n';
        return maybe ? null : NO_OBJECT;
    }

    /** The first line without the byte order mark of UTF-8, which some editors put before it. */
    static byte[] withoutMark(byte[] line) {
        int from = afterMark(line, line.length);
        return from == 0 ? line : Arrays.copyOfRange(line, from, line.length);
    }

    private static int afterMark(byte[] head, int length) {
        boolean marked = length >= MARK.length && head[0] == MARK[0] && head[1] == MARK[1] && head[2] == MARK[2];
        return marked ? MARK.length : 0;
    }

    /** By its byte order mark, or because an ASCII character has a zero byte before or after it. */
    private static boolean isUtf16(String hex) {
        return hex.startsWith("feff")
                || hex.startsWith("fffe")
                || hex.matches("00(?!00)..00(?!00).*|(?!00)..00(?!00)..00.*");
    }
}
