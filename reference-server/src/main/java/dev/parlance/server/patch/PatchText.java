package dev.parlance.server.patch;

import java.util.List;

/**
 * A patch as a model writes it, read but not yet held against any file.
 *
 * <pre>{@code
 * PatchText.parse("""
 *         *** Begin Patch
 *         *** Update File: src/Hello.java
 *         @@ class Hello
 *         -    String name = "world";
 *         +    String name = "all";
 *         *** Add File: notes.txt
 *         +first line
 *         *** End Patch
 *         """);
 * }</pre>
 */
public record PatchText(List<PatchSection> sections) {
    /** Most characters of a patch. */
    public static final int MAX_CHARS = 10_000_000;

    /** Most files that one patch may name. */
    public static final int MAX_FILES = 500;

    /** Keeps a copy. */
    public PatchText {
        sections = List.copyOf(sections);
    }

    /**
     * Reads a patch. Lines may end in LF or CRLF.
     *
     * @throws PatchException if it is malformed, empty or too long; the message names the line
     */
    public static PatchText parse(String text) throws PatchException {
        if (text.length() > MAX_CHARS) {
            throw new PatchException(
                    "the patch has " + text.length() + " characters, at most " + MAX_CHARS + " are taken; split it");
        }
        return new PatchParser(text).parse();
    }
}
