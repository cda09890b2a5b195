package dev.parlance.server.history;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.parlance.agent.protocol.ThreadItem;
import dev.parlance.agent.protocol.TurnItemsView;
import dev.parlance.rpc.EncodedJson;
import dev.parlance.server.Json;
import dev.parlance.server.store.StoredItem;
import dev.parlance.server.store.StoredTurn;
import dev.parlance.server.store.ThreadReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes turns and items as JSON around the stored bytes, which are not looked into. */
final class TurnWriter implements AutoCloseable {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(8192);
    private final JsonGenerator json;

    TurnWriter() {
        try {
            json = Json.MAPPER.getFactory().createGenerator(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Something that writes. */
    private interface Writing {
        void run() throws IOException;
    }

    private void write(Writing writing) {
        try {
            writing.run();
        } catch (IOException e) {
            // Nothing but memory is behind it.
            throw new UncheckedIOException("history cannot be written", e);
        }
    }

    /** Begins a page. */
    void beginPage() {
        write(() -> {
            json.writeStartObject();
            json.writeArrayFieldStart("data");
        });
    }

    /** Ends a page. */
    void endPage(@Nullable String nextCursor, @Nullable String backwardsCursor) {
        write(() -> {
            json.writeEndArray();
            json.writeStringField("nextCursor", nextCursor);
            json.writeStringField("backwardsCursor", backwardsCursor);
            json.writeEndObject();
        });
    }

    /** Begins a list of turns that stands by itself. */
    void beginArray() {
        write(json::writeStartArray);
    }

    /** Ends it. */
    void endArray() {
        write(json::writeEndArray);
    }

    /** An entry of {@code thread/items/list}. */
    void entry(StoredItem item) {
        write(() -> {
            json.writeStartObject();
            json.writeStringField("turnId", item.turnId());
            json.writeFieldName("item");
            json.writeRawValue(item.json());
            json.writeNumberField("startedAtMs", item.startedAtMs());
            json.writeNumberField("completedAtMs", item.completedAtMs());
            json.writeEndObject();
        });
    }

    /**
     * A turn.
     *
     * @param open items of a running turn that are not completed, shown in full views
     */
    void turn(ThreadReader reader, StoredTurn turn, TurnItemsView view, List<ThreadItem> open) {
        write(() -> {
            json.writeStartObject();
            json.writeStringField("id", turn.id());
            json.writeStringField("rootTurnId", turn.id());
            json.writeArrayFieldStart("items");
            if (view.equals(TurnItemsView.FULL)) {
                all(reader, turn, open);
            } else if (view.equals(TurnItemsView.SUMMARY)) {
                for (StoredItem item : reader.summary(turn)) {
                    json.writeRawValue(item.json());
                }
            }
            json.writeEndArray();
            json.writeStringField("itemsView", view.wire());
            json.writeStringField("status", turn.status());
            end(turn);
            json.writeEndObject();
        });
    }

    /** Open items were asked for before the stored ones are read, so one may be among both. */
    private void all(ThreadReader reader, StoredTurn turn, List<ThreadItem> open) throws IOException {
        Set<String> stored = new HashSet<>();
        reader.eachItem(turn, turn, item -> {
            if (!open.isEmpty()) {
                stored.add(item.id());
            }
            write(() -> json.writeRawValue(item.json()));
        });
        for (ThreadItem item : turn.running() ? open : List.<ThreadItem>of()) {
            if (!stored.contains(item.id())) {
                json.writeRawValue(EncodedJson.of(Json.bytes(item)));
            }
        }
    }

    private void end(StoredTurn turn) throws IOException {
        if (turn.error() != null) {
            json.writeFieldName("error");
            json.writeRawValue(turn.error());
        }
        json.writeNumberField("startedAt", Math.floorDiv(turn.startedAtMs(), 1000));
        if (turn.completedAtMs() != null) {
            json.writeNumberField("completedAt", Math.floorDiv(turn.completedAtMs(), 1000));
        }
        if (turn.durationMs() != null) {
            json.writeNumberField("durationMs", turn.durationMs());
        }
    }

    /** Bytes written up to now, more or less. */
    int size() {
        return bytes.size();
    }

    /** What was written. */
    EncodedJson result() {
        close();
        return EncodedJson.of(bytes.toByteArray());
    }

    @Override
    public void close() {
        write(json::close);
    }
}
