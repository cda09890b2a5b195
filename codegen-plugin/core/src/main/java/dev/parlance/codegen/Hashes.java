package dev.parlance.codegen;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.Checksum;

/**
 * Tells whether bytes are the same as before: {@code new Hashes().add("a").add(bytes).hex()}. Two checksums, since they
 * are fast also in a JVM that just started, where SHA-256 over a generated client takes a tenth of a second. Good against
 * accidents; whoever can forge the bytes of a folder can forge its manifest as well.
 */
final class Hashes {
    private final Checksum first = new CRC32();
    private final Checksum second = new CRC32C();

    /** Of these bytes alone. */
    static String of(byte[] bytes) {
        return new Hashes().add(bytes).hex();
    }

    Hashes add(String text) {
        return add(text.getBytes(StandardCharsets.UTF_8));
    }

    Hashes add(byte[] bytes) {
        // The length goes first, otherwise "a" + "bc" would be "ab" + "c".
        for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            update(new byte[] {(byte) (bytes.length >>> shift)});
        }
        update(bytes);
        return this;
    }

    /** 16 hexadecimal digits. */
    String hex() {
        HexFormat format = HexFormat.of();
        return format.toHexDigits((int) first.getValue()) + format.toHexDigits((int) second.getValue());
    }

    private void update(byte[] bytes) {
        first.update(bytes);
        second.update(bytes);
    }
}
