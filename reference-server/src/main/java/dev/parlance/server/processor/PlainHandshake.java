package dev.parlance.server.processor;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.parlance.agent.protocol.ClientInfo;
import dev.parlance.agent.protocol.InitializeCapabilities;
import dev.parlance.agent.protocol.InitializeParams;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The params of {@code initialize} as clients commonly send them: known members, each once, each of its type; one that is null
 * is noted, as the ordinary codec does. The parser stands on the first token; null is answered for anything else, which says nothing of whether it is right.
 */
final class PlainHandshake {
    private static final Set<String> INFO = Set.of("name", "title", "version");

    private final JsonParser parser;
    private boolean plain = true;

    private PlainHandshake(JsonParser parser) {
        this.parser = parser;
    }

    static @Nullable InitializeParams read(JsonParser parser) throws IOException {
        PlainHandshake reader = new PlainHandshake(parser);
        InitializeParams params = reader.params();
        return reader.plain ? params : null;
    }

    /** A member of an object. */
    private interface Member {
        /** Reads the value that the parser stands on; false where there is no member of that name. */
        boolean read(String name) throws IOException;
    }

    private void object(Member member) throws IOException {
        plain &= parser.currentToken() == JsonToken.START_OBJECT;
        Set<String> seen = new HashSet<>();
        while (plain && parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            // First read, then judged: what the member itself finds must not be overwritten by the value of before.
            boolean known = seen.add(name) && member.read(name);
            plain &= known;
        }
    }

    private @Nullable InitializeParams params() throws IOException {
        InfoAndCapabilities read = new InfoAndCapabilities();
        object(name -> {
            switch (name) {
                case "clientInfo" -> read.info = clientInfo();
                case "capabilities" -> {
                    if (isNull()) {
                        read.more.put(name, null);
                    } else {
                        read.capabilities = capabilities();
                    }
                }
                default -> {
                    return false;
                }
            }
            return true;
        });
        ClientInfo info = read.info;
        plain &= info != null;
        return info == null ? null : new InitializeParams(read.capabilities, info, read.more);
    }

    private static final class InfoAndCapabilities {
        @Nullable
        ClientInfo info;

        @Nullable
        InitializeCapabilities capabilities;

        final Map<String, @Nullable Object> more = new HashMap<>();
    }

    private @Nullable ClientInfo clientInfo() throws IOException {
        Map<String, String> texts = new HashMap<>();
        Map<String, @Nullable Object> more = new HashMap<>();
        object(name -> {
            if (name.equals("title") && isNull()) {
                more.put(name, null);
            } else {
                texts.put(name, text());
            }
            return INFO.contains(name);
        });
        String name = texts.get("name");
        String version = texts.get("version");
        if (name == null || version == null) {
            plain = false;
            return null;
        }
        return new ClientInfo(name, texts.get("title"), version, more);
    }

    private boolean isNull() {
        return parser.currentToken() == JsonToken.VALUE_NULL;
    }

    private InitializeCapabilities capabilities() throws IOException {
        InitializeCapabilities.Builder capabilities = InitializeCapabilities.builder();
        object(name -> {
            switch (name) {
                case "experimentalApi" -> capabilities.experimentalApi(flag());
                case "requestAttestation" -> capabilities.requestAttestation(flag());
                case "mcpServerOpenaiFormElicitation" -> capabilities.mcpServerOpenaiFormElicitation(flag());
                case "optOutNotificationMethods" -> capabilities.optOutNotificationMethods(texts());
                default -> {
                    return false;
                }
            }
            return true;
        });
        return capabilities.build();
    }

    private String text() throws IOException {
        plain &= parser.currentToken() == JsonToken.VALUE_STRING;
        return plain ? parser.getText() : "";
    }

    private boolean flag() {
        plain &= parser.currentToken().isBoolean();
        return parser.currentToken() == JsonToken.VALUE_TRUE;
    }

    private List<String> texts() throws IOException {
        List<String> all = new ArrayList<>();
        plain &= parser.currentToken() == JsonToken.START_ARRAY;
        while (plain && parser.nextToken() != JsonToken.END_ARRAY) {
            all.add(text());
        }
        return all;
    }
}
