package dev.parlance.conformance.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import dev.parlance.conformance.protocol.Party;
import dev.parlance.conformance.transcript.TranscriptEvent;
import dev.parlance.conformance.transcript.Utf8;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** FRM-1, FRM-2, FRM-4, FRM-8 and TRN-1: what a server writes is whole messages, one a line or frame. */
final class FramingCheck implements Check {
    private static final int MAX_FRAGMENT = 1 << 20;
    private static final Pattern ENVELOPE = Pattern.compile("\\{\\s*\"(?:id|method|result|error|params)\"\\s*:");

    private final Tally wholeLines;
    private final Tally nothingElse;
    private final Tally utf8;
    private final Tally unmixed;
    private final Tally frames;

    FramingCheck(Ledger ledger) {
        wholeLines = ledger.server("FRM-1");
        nothingElse = ledger.server("FRM-2");
        utf8 = ledger.server("FRM-4");
        unmixed = ledger.server("FRM-8");
        frames = ledger.find("TRN-1", Party.TRANSPORT).orElseThrow();
    }

    /** Lines that may be pieces of one message. */
    private static final class Fragment {
        private final StringBuilder text = new StringBuilder();
        private int lines;
        private @Nullable Sighting first;
    }

    @Override
    public void see(Sighting at) {
        if (!PassiveEngine.fromServer(at)) {
            return;
        }
        if (!at.message().isText()) {
            utf8.fail(at, "UTF-8", "bytes that are none");
            return;
        }
        Fragment fragment = at.connection().memory(Fragment.class, Fragment::new);
        switch (at.message().kind()) {
            case UNREADABLE, OTHER -> unreadable(at, new String(at.event().bytes(), StandardCharsets.UTF_8), fragment);
            default -> {
                flush(fragment);
                message(at, at.event().bytes());
            }
        }
    }

    @Override
    public void noted(Sighting at, String note) {
        if (note.equals(TranscriptEvent.BINARY)) {
            frames.fail(at, "text frames", "a binary frame");
        }
    }

    @Override
    public void ended(Sighting end, boolean settled) {
        flush(end.connection().memory(Fragment.class, Fragment::new));
    }

    private void message(Sighting at, byte[] bytes) {
        if (!at.event().ended()) {
            wholeLines.fail(at, "LF after the message", "end of the stream");
            return;
        }
        if (at.connection().webSocket()) {
            frames.pass(at);
        } else {
            wholeLines.pass(at);
            nothingElse.pass(at);
        }
        unmixed.pass(at);
        boolean surrogates = escapesSurrogates(bytes);
        if (surrogates && hasLoneSurrogate(at.message().tree())) {
            utf8.fail(at, "code points", "half a surrogate pair");
        } else if (surrogates || !Utf8.isAscii(bytes)) {
            utf8.pass(at);
        }
    }

    private static boolean escapesSurrogates(byte[] bytes) {
        for (int i = 0; i + 2 < bytes.length; i++) {
            if (bytes[i] == '\\' && bytes[i + 1] == 'u' && (bytes[i + 2] | 0x20) == 'd') {
                return true;
            }
        }
        return false;
    }

    private void unreadable(Sighting at, String text, Fragment fragment) {
        int values = objects(text);
        if (values > 1) {
            flush(fragment);
            if (at.connection().webSocket()) {
                frames.fail(at, "one message a frame", values + " messages");
            } else {
                wholeLines.fail(at, "one message a line", values + " messages");
            }
            return;
        }
        boolean begins =
                text.stripLeading().startsWith("{") || text.stripLeading().startsWith("[");
        if (fragment.lines == 0 && (!begins || values == 1 || isJson(text))) {
            nothingElse.fail(
                    at, "messages of the protocol alone", text.isBlank() ? "a blank line" : Message.quoted(text));
            return;
        }
        if (fragment.first == null) {
            fragment.first = at;
        }
        fragment.lines++;
        fragment.text.append(text).append('\n');
        if (objects(fragment.text.toString()) == 1) {
            wholeLines.fail(fragment.first, "a message on one line", "one spread over " + fragment.lines + " lines");
            clear(fragment);
        } else if (fragment.text.length() > MAX_FRAGMENT) {
            flush(fragment);
        }
    }

    private void flush(Fragment fragment) {
        Sighting first = fragment.first;
        if (first == null) {
            return;
        }
        String text = fragment.text.toString();
        long envelopes = ENVELOPE.matcher(text).results().count();
        boolean nested = text.stripLeading().startsWith("{") && envelopes > 1 && !wellNested(text);
        if (nested) {
            unmixed.fail(first, "the bytes of one message after those of another", "bytes of " + envelopes + " mixed");
        } else {
            wholeLines.fail(first, "complete JSON", "a piece of it");
        }
        clear(fragment);
    }

    /** Whether every second envelope stands where a value may stand, as a message quoted in another would. */
    private static boolean wellNested(String text) {
        var matcher = ENVELOPE.matcher(text);
        boolean first = true;
        while (matcher.find()) {
            if (!first) {
                int before = matcher.start() - 1;
                while (before >= 0 && Character.isWhitespace(text.charAt(before))) {
                    before--;
                }
                if (before >= 0 && ":,[".indexOf(text.charAt(before)) < 0) {
                    return false;
                }
            }
            first = false;
        }
        return true;
    }

    private static void clear(Fragment fragment) {
        fragment.text.setLength(0);
        fragment.lines = 0;
        fragment.first = null;
    }

    /** How many whole JSON objects the text is; 0 if it is anything else. */
    private static int objects(String text) {
        try (MappingIterator<JsonNode> values =
                Message.JSON.readerFor(JsonNode.class).readValues(text)) {
            int count = 0;
            while (values.hasNextValue()) {
                if (!values.nextValue().isObject()) {
                    return 0;
                }
                count++;
            }
            return count;
        } catch (IOException e) {
            return 0;
        }
    }

    private static boolean isJson(String text) {
        try {
            return !Message.JSON.readTree(text).isMissingNode();
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean hasLoneSurrogate(JsonNode node) {
        if (node.isTextual()) {
            return hasLoneSurrogate(node.textValue());
        }
        for (JsonNode child : node) {
            if (hasLoneSurrogate(child)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasLoneSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return true;
            }
        }
        return false;
    }
}
