package dev.parlance.codex.scenario;

import dev.parlance.codex.CodexHome;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Gives what differs from run to run a name by its first appearance: {@code T1}, {@code U2}, {@code <work>}. */
final class Names {
    private static final Pattern UUID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Map<String, String> LETTERS = Map.ofEntries(
            Map.entry("thread", "T"),
            Map.entry("threadId", "T"),
            Map.entry("forkedFromId", "T"),
            Map.entry("thread/list", "T"),
            Map.entry("thread/loaded/list", "T"),
            Map.entry("turn", "U"),
            Map.entry("turns", "U"),
            Map.entry("turnId", "U"),
            Map.entry("thread/turns/list", "U"),
            Map.entry("item", "I"),
            Map.entry("items", "I"),
            Map.entry("itemId", "I"));

    private final String root;
    private final Map<String, String> named = new HashMap<>();
    private final Map<String, Integer> counts = new HashMap<>();
    private final Map<String, String> requests = new HashMap<>();

    Names(CodexHome home) {
        this.root = home.work().getParent().toString();
    }

    /** Whether the text is the path of something in the server's home. */
    boolean isInHome(String text) {
        return text.startsWith(root + "/home/");
    }

    /** The text with ids and folders by name; {@code place} is the member it stands in. */
    String text(String place, String text) {
        Matcher matcher = UUID.matcher(text);
        StringBuilder out = new StringBuilder();
        while (matcher.find()) {
            String name = named.computeIfAbsent(matcher.group(), id -> fresh(LETTERS.getOrDefault(place, "X")));
            matcher.appendReplacement(out, name);
        }
        matcher.appendTail(out);
        return out.toString().replace(root, "<root>");
    }

    /** A server's request by what it is about: the numbers of two that are asked at once may be swapped. */
    String request(String process, String id, String about) {
        return requests.computeIfAbsent(process + " " + id, key -> "R(" + about + ")");
    }

    private String fresh(String letter) {
        return letter + counts.merge(letter, 1, Integer::sum);
    }
}
