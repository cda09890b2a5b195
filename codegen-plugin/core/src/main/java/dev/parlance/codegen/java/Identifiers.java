package dev.parlance.codegen.java;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes Java identifiers of any text: {@code otlp-http} becomes {@code otlpHttp}, {@code OtlpHttp} or {@code OTLP_HTTP}.
 * The result holds ASCII letters, digits and underscores only, so that no text of a schema can become code or a path.
 */
final class Identifiers {
    /** File systems end at 255 bytes; this leaves room for what is added to a name. */
    private static final int LONGEST = 100;

    private static final Pattern PART = Pattern.compile("[A-Za-z0-9]+");
    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

    private static final Set<String> KEYWORDS = Set.of(
            ("abstract assert boolean break byte case catch char class const continue default do double else enum extends"
                            + " false final finally float for goto if implements import instanceof int interface long"
                            + " native new null package private protected public return short static strictfp super"
                            + " switch synchronized this throw throws transient true try void volatile while yield _")
                    .split(" "));

    /** Names that a method without parameters cannot have in a record, or has there already. */
    private static final Set<String> TAKEN = Set.of(
            "hashCode",
            "toString",
            "clone",
            "notify",
            "notifyAll",
            "wait",
            "getClass",
            "finalize",
            "equals",
            "builder",
            "toBuilder");

    private Identifiers() {}

    /** Of a record component, parameter or method. */
    static String member(String text) {
        StringBuilder out = new StringBuilder();
        for (String part : parts(text)) {
            out.append(out.isEmpty() ? decapitalized(part) : capitalized(part));
        }
        String name = bounded(startingWithLetter(out.toString(), "n"), text);
        return KEYWORDS.contains(name) || TAKEN.contains(name) ? name + "_" : name;
    }

    /** Of a type. */
    static String type(String text) {
        StringBuilder out = new StringBuilder();
        parts(text).forEach(part -> out.append(capitalized(part)));
        return bounded(startingWithLetter(out.toString(), "T"), text);
    }

    /** Of a constant. */
    static String constant(String text) {
        List<String> words = new ArrayList<>();
        parts(text).forEach(part -> words.addAll(List.of(HUMP.split(part))));
        String name = String.join("_", words).toUpperCase(Locale.ROOT);
        return bounded(startingWithLetter(name, "_"), text);
    }

    /** Of one package below another; empty for the empty namespace. */
    static String subpackage(String namespace) {
        if (namespace.isEmpty()) {
            return "";
        }
        String name = startingWithLetter(String.join("_", parts(namespace)).toLowerCase(Locale.ROOT), "p");
        name = bounded(name, namespace);
        return KEYWORDS.contains(name) ? name + "_" : name;
    }

    /** Whether a user may give this name to a type. */
    static boolean isTypeName(String name) {
        return name.matches("[A-Za-z][A-Za-z0-9_]{0,149}") && !KEYWORDS.contains(name);
    }

    /** Whether sources can be put into a package of this name. */
    static boolean isPackageName(String name) {
        for (String part : name.split("\\.", -1)) {
            if (!part.matches("[A-Za-z_][A-Za-z0-9_]*") || KEYWORDS.contains(part)) {
                return false;
            }
        }
        return true;
    }

    static String capitalized(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private static String decapitalized(String text) {
        boolean acronym = text.equals(text.toUpperCase(Locale.ROOT));
        return acronym
                ? text.toLowerCase(Locale.ROOT)
                : text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }

    /** The runs of ASCII letters and digits; where there is none, the code points in hexadecimal. */
    private static List<String> parts(String text) {
        List<String> parts = new ArrayList<>();
        Matcher matcher = PART.matcher(text);
        while (matcher.find()) {
            parts.add(matcher.group());
        }
        if (parts.isEmpty()) {
            text.codePoints().limit(8).forEach(c -> parts.add("u" + Integer.toHexString(c)));
        }
        if (parts.isEmpty()) {
            parts.add("empty");
        }
        return parts;
    }

    private static String startingWithLetter(String name, String prefix) {
        return Character.isDigit(name.charAt(0)) ? prefix + name : name;
    }

    private static String bounded(String name, String text) {
        return name.length() <= LONGEST
                ? name
                : name.substring(0, LONGEST) + "_" + String.format("%08x", text.hashCode());
    }
}
