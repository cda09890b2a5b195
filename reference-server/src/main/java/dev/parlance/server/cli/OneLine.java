package dev.parlance.server.cli;

/**
 * Makes text from elsewhere fit for a line on a terminal: a command that a model chose must not move the cursor or forge
 * a second line.
 *
 * <pre>{@code
 * OneLine.of("rm x\n\033[2J", 100)   // "rm x\\n?[2J"
 * }</pre>
 */
final class OneLine {
    private OneLine() {}

    /** The text with line ends spelled out and other control characters replaced, cut to that many characters. */
    static String of(CharSequence text, int longest) {
        StringBuilder line = new StringBuilder(Math.min(text.length(), longest) + 8);
        for (int i = 0; i < text.length(); i++) {
            if (line.length() >= longest) {
                return line.append('…').toString();
            }
            char c = text.charAt(i);
            if (c == '\n') {
                line.append("\\n");
            } else if (c == '\t') {
                line.append(' ');
            } else if (c != '\r') {
                boolean unseen = Character.isISOControl(c) || Character.getType(c) == Character.FORMAT;
                line.append(unseen ? '?' : c);
            }
        }
        return line.toString();
    }
}
