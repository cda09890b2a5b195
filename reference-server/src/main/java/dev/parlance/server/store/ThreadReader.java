package dev.parlance.server.store;

import dev.parlance.rpc.EncodedJson;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads the history of one thread, whoever writes to it. Turns that a dead process left running read as interrupted. A
 * thread that does not exist has no turns. Safe for use by several threads. Every method throws {@link StoreException}.
 *
 * <pre>{@code
 * reader.items(Span.all().newestFirst().limit(50), null);
 * }</pre>
 */
public interface ThreadReader {
    /** The turn of that id. */
    Optional<StoredTurn> turn(String turnId);

    /** The newest turn. */
    Optional<StoredTurn> lastTurn();

    /** Turns of a stretch of the thread. */
    List<StoredTurn> turns(Span span);

    /**
     * Items of a stretch of the thread; fewer than the span's limit where they are big.
     *
     * @param turnId only those of that turn; null for all
     */
    ItemPage items(Span span, @Nullable String turnId);

    /** The item of that id. */
    Optional<StoredItem> item(String itemId);

    /** Hands over the items of those turns, ordered by turn and oldest first, without holding them all in memory. */
    void eachItem(StoredTurn from, StoredTurn to, Consumer<StoredItem> receiver);

    /** First user message and last agent message of a turn, as far as there are. */
    List<StoredItem> summary(StoredTurn turn);

    /** All that the model sees, oldest first. */
    List<EncodedJson> context();
}
