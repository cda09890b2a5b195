package dev.parlance.scripted;

/** What a request gets when the script has no reply left for it. */
public enum AfterEnd {
    /**
     * HTTP 400 with a text that says so, and an entry in {@link ScriptedModel#problems()}. 400 and not 500, because
     * clients try again for half a minute after a 500 (observed on codex 0.169.0) and would hide the reason.
     */
    FAIL,
    /** HTTP 500 with the same text and the same entry, for tests of a client's retries. */
    FAIL_RETRYABLY,
    /** The last reply once more, without end. */
    REPEAT_LAST
}
