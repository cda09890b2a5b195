package dev.parlance.server.live;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a validator does not look at: annotations of the protocol (units, paths, stability), ranges of formats, twins. */
final class SchemaWalk {
    /** 2001 and 2100, in seconds. */
    private static final long EARLIEST = 978_307_200L;

    private static final long LATEST = 4_102_444_800L;

    private final Transcript.Message message;
    private final boolean experimental;
    private final Findings findings;

    SchemaWalk(Transcript.Message message, boolean experimental, Findings findings) {
        this.message = message;
        this.experimental = experimental;
        this.findings = findings;
    }

    void walk(JsonNode schema, JsonNode value, String path) {
        if (value.isNull() || value.isMissingNode()) {
            return;
        }
        if (schema.path("$ref").asText().endsWith("/AbsolutePathBuf")) {
            findings.check(value.asText().startsWith("/"), "SCH-8", message, path + " is no absolute path");
        }
        JsonNode at = Protocol.resolve(schema);
        scalar(at, value, path);
        if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                for (JsonNode branch : branches(at, value)) {
                    walk(branch.path("items"), value.get(i), path + "/" + i);
                }
            }
        } else if (value.isObject()) {
            object(at, value, path);
        }
    }

    private void object(JsonNode schema, JsonNode value, String path) {
        List<JsonNode> branches = branches(schema, value);
        Map<String, String> folded = new HashMap<>();
        Map<String, JsonNode> declared = new HashMap<>();
        for (JsonNode branch : branches) {
            branch.path("properties").properties().forEach(entry -> {
                declared.put(entry.getKey(), entry.getValue());
                folded.put(fold(entry.getKey()), entry.getKey());
            });
        }
        value.properties().forEach(entry -> {
            String name = entry.getKey();
            JsonNode member = declared.get(name);
            if (member == null) {
                findings.check(
                        !folded.containsKey(fold(name)), "SCH-9", message, path + "/" + name + " is a twin of another");
                branches.forEach(
                        branch -> walk(branch.path("additionalProperties"), entry.getValue(), path + "/" + name));
            } else {
                member(member, name, entry.getValue(), path);
            }
        });
    }

    private void member(JsonNode member, String name, JsonNode value, String path) {
        String at = path + "/" + name;
        boolean hidden = member.path("x-stability").asText().equals("experimental") && !experimental;
        // One that says nothing tells nobody anything.
        boolean empty = value.isNull() || (value.isContainerNode() && value.isEmpty());
        findings.check(!hidden || empty, "CAP-3", message, at + " is experimental");
        if (value.isIntegralNumber()) {
            instant(member.path("x-unit").asText(), name, value.asLong(), at);
        }
        walk(member, value, at);
    }

    private void instant(String unit, String name, long value, String path) {
        if (name.endsWith("AtMs") || (unit.equals("milliseconds") && name.endsWith("At"))) {
            findings.check(
                    value >= EARLIEST * 1_000 && value <= LATEST * 1_000, "SCH-7", message, path + " is no time in ms");
        } else if (name.endsWith("At")) {
            findings.check(value >= EARLIEST && value <= LATEST, "SCH-7", message, path + " is no time in seconds");
        }
    }

    private void scalar(JsonNode schema, JsonNode value, String path) {
        String format = schema.path("format").asText();
        if (value.isNumber() && (format.startsWith("int") || format.startsWith("uint"))) {
            findings.check(
                    value.isIntegralNumber() && inRange(format, value.bigIntegerValue()),
                    "SCH-6",
                    message,
                    path + " is no " + format);
        }
        if (value.isTextual() && path.endsWith("Base64")) {
            try {
                var unused = Base64.getDecoder().decode(value.asText());
            } catch (IllegalArgumentException e) {
                findings.check(false, "SCH-11", message, path + " is no base64");
            }
        }
    }

    private static boolean inRange(String format, BigInteger value) {
        boolean unsigned = format.startsWith("u");
        String digits = format.substring(unsigned ? 4 : 3);
        int bits = digits.isEmpty() ? 64 : Integer.parseInt(digits);
        return unsigned ? value.signum() >= 0 && value.bitLength() <= bits : value.bitLength() < bits;
    }

    /** The schema itself and every alternative of it that the value may be meant for, by kind and discriminator. */
    private static List<JsonNode> branches(JsonNode schema, JsonNode value) {
        List<JsonNode> found = new ArrayList<>();
        JsonNode at = Protocol.resolve(schema);
        found.add(at);
        for (String keyword : List.of("oneOf", "anyOf", "allOf")) {
            for (JsonNode branch : at.path(keyword)) {
                JsonNode resolved = Protocol.resolve(branch);
                if (fits(resolved, value)) {
                    found.addAll(branches(resolved, value));
                }
            }
        }
        return found;
    }

    private static boolean fits(JsonNode schema, JsonNode value) {
        for (Map.Entry<String, JsonNode> member : schema.path("properties").properties()) {
            JsonNode constant = member.getValue().path("const");
            if (!constant.isMissingNode() && !constant.equals(value.path(member.getKey()))) {
                return false;
            }
        }
        return !schema.path("type").asText().equals("null");
    }

    private static String fold(String name) {
        return name.replace("_", "").toLowerCase(Locale.ROOT);
    }
}
