package dev.parlance.conformance.subject;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What <code>${…}</code> stands for in subject files and scenarios. A text that is nothing but one placeholder becomes the
 * value itself, be it a number or an object; inside a longer text the value is written into it. A doubled dollar sign is a
 * literal one, <code>${repeat:x:1000}</code> a repeated text, <code>${env.NAME}</code> the environment.
 *
 * <pre>{@code
 * variables.set("thread", answer.at("/thread/id"));
 * variables.expand(params);
 * }</pre>
 */
public final class Variables {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$(\\$\\{|\\{([^{}]+)\\})");
    private static final int MAX_REPEAT = 128 << 20;

    private final Map<String, JsonNode> values = new TreeMap<>();

    /** None but the environment. */
    public Variables() {}

    /** A copy; what is set in it later does not reach the original. */
    public Variables(Variables original) {
        values.putAll(original.values);
    }

    /** Sets one. */
    public Variables set(String name, JsonNode value) {
        values.put(name, value);
        return this;
    }

    /** Sets one to a text. */
    public Variables set(String name, String text) {
        return set(name, TextNode.valueOf(text));
    }

    /**
     * The value of a placeholder's inside, dots leading into objects. What somebody said need not have every member: one
     * that is not there is null.
     *
     * @throws SubjectException if there is none
     */
    public JsonNode get(String name) {
        JsonNode whole = values.get(name);
        if (whole != null) {
            return whole;
        }
        if (name.startsWith("env.")) {
            String value = System.getenv(name.substring(4));
            return TextNode.valueOf(value == null ? "" : value);
        }
        if (name.startsWith("repeat:")) {
            return repeated(name);
        }
        JsonNode found = inside(name);
        if (found.isMissingNode() && isSaid(name)) {
            return NullNode.getInstance();
        }
        if (found.isMissingNode()) {
            throw new SubjectException("nothing is known as ${" + name + "}; there are " + values.keySet());
        }
        return found;
    }

    /** Whether there is a value of that name. */
    public boolean has(String name) {
        return values.containsKey(name) || !inside(name).isMissingNode();
    }

    /** The text with all placeholders filled in. */
    public String expand(String text) {
        if (!text.contains("$")) {
            return text;
        }
        Matcher found = PLACEHOLDER.matcher(text);
        StringBuilder out = new StringBuilder();
        while (found.find()) {
            String value = found.group(2) == null ? "${" : asText(get(found.group(2)));
            found.appendReplacement(out, Matcher.quoteReplacement(value));
        }
        return found.appendTail(out).toString();
    }

    /** The tree with all placeholders filled in, those in member names too; the tree given stays as it is. */
    public JsonNode expand(JsonNode tree) {
        if (tree.isTextual()) {
            return expanded(tree.textValue());
        }
        if (tree.isArray()) {
            ArrayNode out = JsonNodeFactory.instance.arrayNode();
            tree.forEach(element -> out.add(expand(element)));
            return out;
        }
        if (tree.isObject()) {
            ObjectNode out = JsonNodeFactory.instance.objectNode();
            tree.properties().forEach(e -> out.set(expand(e.getKey()), expand(e.getValue())));
            return out;
        }
        return tree;
    }

    private JsonNode expanded(String text) {
        Matcher whole = PLACEHOLDER.matcher(text);
        if (whole.matches() && whole.group(2) != null) {
            return get(whole.group(2));
        }
        return TextNode.valueOf(expand(text));
    }

    private JsonNode inside(String name) {
        for (int dot = name.lastIndexOf('.'); dot > 0; dot = name.lastIndexOf('.', dot - 1)) {
            JsonNode outer = values.get(name.substring(0, dot));
            if (outer != null) {
                return outer.at("/" + name.substring(dot + 1).replace('.', '/'));
            }
        }
        return MissingNode.getInstance();
    }

    /** Whether it leads into something that was saved; the dialect has all members there are. */
    private boolean isSaid(String name) {
        String head = name.substring(0, Math.max(0, name.indexOf('.')));
        return !head.equals("dialect")
                && values.containsKey(head)
                && values.get(head).isContainerNode();
    }

    private static JsonNode repeated(String name) {
        int colon = name.lastIndexOf(':');
        String unit = colon > 7 ? name.substring(7, colon) : "";
        int times = Integer.parseInt(name.substring(colon + 1));
        if ((long) unit.length() * times > MAX_REPEAT) {
            throw new SubjectException("${" + name + "} is longer than " + MAX_REPEAT + " characters");
        }
        return TextNode.valueOf(unit.repeat(times));
    }

    private static String asText(JsonNode value) {
        return value.isValueNode() ? value.asText() : value.toString();
    }
}
