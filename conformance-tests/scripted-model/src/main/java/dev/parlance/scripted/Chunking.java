package dev.parlance.scripted;

import java.util.ArrayList;
import java.util.List;

/** Into how many deltas a streamed text is cut. The deltas joined are always exactly the text. */
public enum Chunking {
    /** After every blank; the default, and what real models come closest to. */
    WORDS,
    /** The whole text in one delta; an empty text has none. */
    WHOLE,
    /** One delta for each Unicode code point. */
    CHARACTERS;

    List<String> cut(String text) {
        List<String> chunks = new ArrayList<>();
        int start = 0;
        int at = 0;
        while (at < text.length()) {
            int point = text.codePointAt(at);
            at += Character.charCount(point);
            if (this == CHARACTERS || (this == WORDS && point == ' ')) {
                chunks.add(text.substring(start, at));
                start = at;
            }
        }
        if (start < text.length()) {
            chunks.add(text.substring(start));
        }
        return chunks;
    }
}
