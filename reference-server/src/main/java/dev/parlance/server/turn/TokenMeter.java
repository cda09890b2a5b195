package dev.parlance.server.turn;

import dev.parlance.agent.protocol.ThreadTokenUsage;
import dev.parlance.agent.protocol.TokenUsageBreakdown;
import org.jspecify.annotations.Nullable;

/** Counts a thread's tokens. Totals never fall. Thread-safe. */
public final class TokenMeter {
    /** Tokens of context where nobody tells: what the real server assumes of a model it does not know. */
    public static final long USUAL_WINDOW = 258_400;

    private static final TokenUsageBreakdown NOTHING = TokenUsageBreakdown.builder()
            .totalTokens(0L)
            .inputTokens(0L)
            .cachedInputTokens(0L)
            .cacheWriteInputTokens(0L)
            .outputTokens(0L)
            .reasoningOutputTokens(0L)
            .build();

    private TokenUsageBreakdown total;
    private TokenUsageBreakdown last;
    private long window;

    /** Goes on from that; null for a new thread. */
    public TokenMeter(@Nullable ThreadTokenUsage stored) {
        total = stored == null ? NOTHING : stored.total();
        last = stored == null ? NOTHING : stored.last();
        Long known = stored == null ? null : stored.modelContextWindow();
        window = known == null ? USUAL_WINDOW : known;
    }

    /** The model's context window has that many tokens, from here on. */
    public synchronized void window(long tokens) {
        window = tokens;
    }

    /** Adds what one model answer used. */
    public synchronized void add(TokenUsageBreakdown used) {
        last = used;
        total = TokenUsageBreakdown.builder()
                .totalTokens(total.totalTokens() + used.totalTokens())
                .inputTokens(total.inputTokens() + used.inputTokens())
                .cachedInputTokens(total.cachedInputTokens() + used.cachedInputTokens())
                .cacheWriteInputTokens(orZero(total.cacheWriteInputTokens()) + orZero(used.cacheWriteInputTokens()))
                .outputTokens(total.outputTokens() + used.outputTokens())
                .reasoningOutputTokens(total.reasoningOutputTokens() + used.reasoningOutputTokens())
                .build();
    }

    private static long orZero(@Nullable Long value) {
        return value == null ? 0 : value;
    }

    /** Tokens that the last answer and what it was made from took: what the next request starts with. */
    public synchronized long contextTokens() {
        return last.totalTokens();
    }

    /** The model says that its window is full. */
    synchronized void full() {
        last = TokenUsageBreakdown.builder()
                .totalTokens(window)
                .inputTokens(window)
                .cachedInputTokens(0L)
                .cacheWriteInputTokens(0L)
                .outputTokens(0L)
                .reasoningOutputTokens(0L)
                .build();
    }

    /** The context was made smaller; the next answer tells how much. */
    synchronized void compacted() {
        last = NOTHING;
    }

    /** As clients are told. */
    public synchronized ThreadTokenUsage usage() {
        return ThreadTokenUsage.builder()
                .total(total)
                .last(last)
                .modelContextWindow(window)
                .build();
    }
}
