package dev.parlance.conformance.protocol;

import java.util.Locale;

/**
 * Who is bound by a rule, or sent a message.
 *
 * <pre>{@code
 * Party.of("server") == Party.SERVER
 * }</pre>
 */
public enum Party {
    SERVER,
    CLIENT,
    TRANSPORT,
    SUITE;

    /** The party of that name in the rule book. */
    public static Party of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** The name in the rule book and in reports. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
