package dev.parlance.rpc;

/** What a protocol promises of a method: {@code if (method.stability() == Stability.EXPERIMENTAL) requireOptIn();}. */
public enum Stability {
    /** Kept until the next major version. */
    STABLE,
    /** May change or vanish; a peer usually has to opt in. */
    EXPERIMENTAL,
    /** Served, but announced to be removed. */
    DEPRECATED
}
