package dev.parlance.server.tools.shell;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A shell around a text, as it runs and as it is shown. The text is one argument: nothing is put together from it.
 *
 * @param shell the shell's path
 * @param option the option before the text
 * @param text what the shell reads
 */
record ShellLine(String shell, String option, String text) {
    private static final String BASH = "/bin/bash";
    /** What every shell reads as one word without quotes; the real server shows such a text bare. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");

    /** With bash as a login shell, or where there is no bash, with sh. */
    static ShellLine of(String text) {
        return Files.isExecutable(Path.of(BASH))
                ? new ShellLine(BASH, "-lc", text)
                : new ShellLine("/bin/sh", "-c", text);
    }

    /** As the operating system gets it. */
    List<String> argv() {
        return List.of(shell, option, text);
    }

    /** As it is shown; a shell that reads this runs the same. */
    String shown() {
        boolean plain = !text.isEmpty() && PLAIN.matcher(text).matches();
        return shell + " " + option + " " + (plain ? text : "'" + text.replace("'", "'\\''") + "'");
    }
}
