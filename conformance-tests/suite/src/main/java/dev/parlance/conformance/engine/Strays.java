package dev.parlance.conformance.engine;

import dev.parlance.conformance.protocol.Party;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a client said that is no request to everybody: broken JSON, an array, an object without a method, an answer without
 * an id. A server may let
 * it lie or answer it, with the id that stands in it or, as it could not read one, with none.
 *
 * <pre>{@code
 * strays.heard(line);
 * boolean harmless = strays.explains(answer);
 * }</pre>
 */
final class Strays {
    private static final int MAX_IDS = 1_000;
    private static final int MAX_LINE = 1 << 20;
    private static final Pattern ID =
            Pattern.compile("\"id\"\\s{0,9}:\\s{0,9}(\"[^\"\\\\]{0,200}\"|-?\\d{1,19}(?![\\d.eE]))");

    private final Map<String, Boolean> ids = Bounded.map(MAX_IDS);
    private long unanswered;

    static Strays of(Connection connection) {
        return connection.memory(Strays.class, Strays::new);
    }

    /** Remembers a client's line if it is a stray. */
    void heard(Message message) {
        if (message.sender() != Party.CLIENT || !isStray(message)) {
            return;
        }
        unanswered++;
        byte[] bytes = message.bytes();
        Matcher matcher = ID.matcher(new String(bytes, 0, Math.min(bytes.length, MAX_LINE), StandardCharsets.UTF_8));
        while (matcher.find()) {
            ids.put(matcher.group(1), true);
        }
    }

    /** Whether a server's answer, which belongs to no request, can be one to a stray. */
    boolean explains(Message answer) {
        boolean named = !answer.tree().path("id").isMissingNode()
                && !answer.tree().path("id").isNull();
        return named
                ? ids.containsKey(answer.idKey())
                : unanswered > 0 && answer.tree().has("error");
    }

    /** Forgets the stray that an answer belongs to; a second answer is one too many. */
    void answered(Message answer) {
        if (explains(answer)) {
            unanswered--;
            ids.remove(answer.idKey());
        }
    }

    private static boolean isStray(Message message) {
        return switch (message.kind()) {
            case UNREADABLE -> message.bytes().length > 0;
            case OTHER -> true;
            case RESPONSE ->
                !message.tree().has("id")
                        || (!message.tree().has("result") && !message.tree().has("error"));
            case REQUEST, NOTIFICATION -> false;
        };
    }
}
