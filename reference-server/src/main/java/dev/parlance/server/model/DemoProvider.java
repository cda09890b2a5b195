package dev.parlance.server.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.parlance.agent.protocol.CodexErrorInfo.Value;
import dev.parlance.server.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A model without a network: does what the last user message says in a few words ({@code run ls}, {@code write a.txt: hi},
 * {@code help}), so that everything can be tried without an account. The same requests in the same order get the same
 * answers, ids included; no clock, no chance.
 *
 * <pre>{@code
 * ModelStream answer = new DemoProvider().open(request); // "run ls then count 3"
 * }</pre>
 */
public final class DemoProvider implements ModelProvider {
    private static final int THREADS_REMEMBERED = 1_000;

    private final Map<String, Memory> threads = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Memory> eldest) {
            return size() > THREADS_REMEMBERED;
        }
    };

    /** Ready at once. */
    public DemoProvider() {}

    @Override
    public ModelStream open(ModelRequest request) throws ModelException {
        long size;
        String digest;
        try {
            Digest input = Digest.of(request);
            size = input.size;
            digest = input.text;
        } catch (IOException e) {
            throw new ModelException("the model request cannot be written", Value.OTHER, null, false, null, e);
        }
        int number;
        boolean flaky;
        boolean asksToBeFlaky = DemoScript.isFlaky(request.input());
        synchronized (threads) {
            Memory memory = threads.computeIfAbsent(request.threadId(), id -> new Memory());
            number = memory.requests++;
            flaky = asksToBeFlaky && !memory.brokeOff;
            memory.brokeOff = flaky;
        }
        DemoIds ids = new DemoIds(digest + "_" + number);
        return new DemoStream(ids, new DemoScript(request, flaky).parts(), size / DemoStream.CHARACTERS_PER_TOKEN);
    }

    /** What is known of a thread. */
    private static final class Memory {
        private int requests;
        private boolean brokeOff;
    }

    /**
     * The input in brief. With the number of the request it makes ids that stay unique in a thread when history is
     * compacted or taken back, and when a server starts anew.
     */
    private record Digest(String text, long size) {
        private static final int BYTES = 6;

        static Digest of(ModelRequest request) throws IOException {
            try {
                Counting out = new Counting(MessageDigest.getInstance("SHA-256"));
                Json.MAPPER.writeValue(out, request.input());
                byte[] whole = out.getMessageDigest().digest();
                return new Digest(HexFormat.of().formatHex(Arrays.copyOf(whole, BYTES)), out.size);
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java runtime has SHA-256", e);
            } catch (JsonProcessingException e) {
                throw new IOException("the input cannot be written", e);
            }
        }
    }

    private static final class Counting extends DigestOutputStream {
        private long size;

        Counting(MessageDigest digest) {
            super(OutputStream.nullOutputStream(), digest);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            super.write(bytes, offset, length);
            size += length;
        }
    }
}
