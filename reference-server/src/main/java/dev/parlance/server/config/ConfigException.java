package dev.parlance.server.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The configuration cannot be used. The text says what is wrong, where, and what would be right; it holds no secrets
 * and can be shown to a client.
 *
 * <pre>{@code
 * /home/u/.codex/config.toml:3:1: `model` must be text, not the number 7
 * }</pre>
 */
public final class ConfigException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Path file;
    private final int line;
    private final int column;
    private final String what;

    /** A fault of no particular place. */
    public ConfigException(String message) {
        this(null, 0, 0, message);
    }

    /**
     * A fault in a file.
     *
     * @param file null where no file is to blame
     * @param line counted from 1; 0 if unknown
     * @param column counted from 1; 0 if unknown
     * @param what the fault, without its place
     */
    public ConfigException(@Nullable Path file, int line, int column, String what) {
        super(place(file, line, column) + what);
        this.file = file;
        this.line = line;
        this.column = column;
        this.what = what;
    }

    /** The fault without its place. */
    public String what() {
        return what;
    }

    /** The file at fault; null if there is none. */
    public @Nullable Path file() {
        return file;
    }

    /** The line, counted from 1; 0 if unknown. */
    public int line() {
        return line;
    }

    /** The column, counted from 1; 0 if unknown. */
    public int column() {
        return column;
    }

    private static String place(@Nullable Path file, int line, int column) {
        if (file == null) {
            return "";
        }
        return line > 0 ? file + ":" + line + ":" + column + ": " : file + ": ";
    }
}
