package dev.parlance.server.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What the demo model says, and how it reads what commands print. */
final class DemoTexts {
    /** How a request for a summary begins. */
    static final String SUMMARY_REQUEST = "Summarise the conversation so far";

    /** How the summary begins that takes the place of a compacted conversation. */
    static final String SUMMARY = "Summary of the conversation so far";

    static final String COMPACTED =
            "The conversation was compacted, and with it what I was doing. Tell me what comes next.";

    static final String HELP = """
            I am the demo model: offline, and always the same. I understand:
              run CMD            runs a shell command
              edit FILE          changes the first line of a file, or makes the file
              write FILE: TEXT   makes a file
              delete FILE        deletes a file
              plan A; B; C       shows a plan
              think ABOUT        thinks, then answers
              count N            counts to N, one number at a time
              stream slowly      takes six seconds over an answer, to try an interrupt
              fail               fails
              flaky              breaks off once, then answers
            Several with "then" between them: run ls then count 3""";

    /** Two hundred words. */
    static final String SLOW =
            IntStream.rangeClosed(1, 200).mapToObj(n -> "word" + n).collect(Collectors.joining(" "));

    static final Duration SLOW_PACE = Duration.ofMillis(30);

    private static final String PRESENT = "demo:present";
    private static final String ABSENT = "demo:absent";
    private static final int SHOWN = 2_000;
    private static final int SUMMARISED = 10;
    private static final int BRIEF = 120;

    private DemoTexts() {}

    /** What came of a command. */
    static String ran(String command, String output) {
        return output.startsWith("command rejected")
                ? "`" + command + "` was not run: " + shown(output)
                : "I ran `" + command + "`. It said:\n" + shown(output);
    }

    /** A text, cut where it is long. */
    static String shown(String output) {
        String text = output.strip();
        return text.length() <= SHOWN ? text : brief(text, SHOWN) + " … (" + text.length() + " characters)";
    }

    /** A command whose output tells whether there is such a file, and its first line. */
    static String lookCommand(String file) {
        String quoted = "'" + file.replace("'", "'\\''") + "'";
        return "if [ -e " + quoted + " ]; then echo " + PRESENT + "; head -n 1 " + quoted + "; echo; else echo "
                + ABSENT + "; fi";
    }

    /** The first line of the file, from the output of {@link #lookCommand}; null where there is no file to be seen. */
    static @Nullable String firstLine(String output) {
        List<String> lines = output.lines().toList();
        int at = lines.indexOf(PRESENT);
        Optional<String> next = lines.stream().skip(at + 1L).findFirst();
        return at < 0 ? null : next.orElse("");
    }

    /** Whether the output says that there is no file. */
    static boolean isAbsent(String output) {
        return output.lines().anyMatch(ABSENT::equals);
    }

    /** The summary of a conversation; the last text is the request for it. */
    static String summary(List<String> userTexts) {
        List<String> asked = userTexts.subList(0, userTexts.size() - 1);
        List<String> last = asked.subList(Math.max(0, asked.size() - SUMMARISED), asked.size());
        return "The user has asked " + asked.size() + (asked.size() == 1 ? " thing" : " things")
                + (last.isEmpty() ? "." : "; the latest:")
                + last.stream()
                        .map(text -> "\n- " + brief(text.lines().findFirst().orElse(""), BRIEF))
                        .collect(Collectors.joining());
    }

    private static String brief(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }
}
