package dev.parlance.rpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A stranger sends 100,000 broken lines; between them every well-formed request is answered, once. */
@Timeout(120)
class MutatedInputTest {
    private static final int LINES = 100_000;
    private static final int EVERY = 50;
    private static final Pattern GOOD = Pattern.compile("\"id\":\"good-(\\d+)\"");
    private static final List<String> SEEDS = List.of(
            "{\"id\":1,\"method\":\"echo\",\"params\":{\"text\":\"abc\"}}",
            "{\"method\":\"told\",\"params\":{\"text\":\"é\ud83d\ude00\"}}",
            "{\"error\":{\"code\":-32001,\"message\":\"x\",\"data\":[1,2.5e300,{\"a\":null}]},\"id\":77}",
            "{\"id\":-9223372036854775808,\"result\":{\"text\":\"\\u0041\\ud800\"}}",
            "{\"jsonrpc\":\"2.0\",\"params\":{\"text\":\"p\"},\"id\":\"s\",\"method\":\"echo\"}",
            "{\"id\":5,\"method\":\"stream\",\"params\":{\"count\":3}}");

    private static byte[] mutate(byte[] seed, Random random) {
        byte[] line = seed.clone();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int kind = random.nextInt(6);
        int at = random.nextInt(line.length);
        switch (kind) {
            case 0 -> line[at] = (byte) random.nextInt(256);
            case 1 -> line[at] ^= (byte) (1 << random.nextInt(8));
            case 2 -> line = java.util.Arrays.copyOf(line, at);
            case 3 -> {
                out.write(line, 0, at);
                byte[] inserted = new byte[random.nextInt(20)];
                random.nextBytes(inserted);
                out.writeBytes(inserted);
                out.write(line, at, line.length - at);
                line = out.toByteArray();
            }
            case 4 -> {
                out.write(line, 0, at);
                out.writeBytes(line);
                line = out.toByteArray();
            }
            default -> {
                out.write(line, 0, at);
                out.writeBytes("[{\"a\":".repeat(random.nextInt(100)).getBytes(StandardCharsets.UTF_8));
                out.write(line, at, line.length - at);
                line = out.toByteArray();
            }
        }
        for (int i = 0; i < line.length; i++) {
            if (line[i] == '\n') {
                line[i] = ' ';
            }
        }
        return line;
    }

    /** The ids of the good requests that were answered, in the order of the answers. */
    private static CompletableFuture<List<Integer>> collect(InMemoryTransport transport) {
        CompletableFuture<List<Integer>> answered = new CompletableFuture<>();
        Threads.start("test", () -> {
            List<Integer> ids = new ArrayList<>();
            try (var in = new java.io.BufferedReader(
                    new java.io.InputStreamReader(transport.input(), StandardCharsets.UTF_8))) {
                for (String line; (line = in.readLine()) != null; ) {
                    Matcher good = GOOD.matcher(line);
                    if (good.find()) {
                        ids.add(Integer.valueOf(good.group(1)));
                    }
                }
                answered.complete(ids);
            } catch (java.io.IOException | RuntimeException e) {
                answered.completeExceptionally(e);
            }
        });
        return answered;
    }

    @Test
    void brokenLinesCostNothingButThemselves() throws Exception {
        Random random = new Random(20261122);
        InMemoryTransport.Pair pair = InMemoryTransport.pair();
        Set<Diagnostic.Kind> kinds = java.util.concurrent.ConcurrentHashMap.newKeySet();
        Handlers handlers = Handlers.builder()
                .onRequest(Echo.ECHO, CompletableFuture::completedFuture)
                .onRequest(Echo.STREAM, CompletableFuture::completedFuture)
                .onNotification(Echo.TOLD, told -> {})
                .otherwise((method, params) -> {})
                .build();
        long before = usedHeap();
        Peer peer = Peer.builder(pair.server())
                .handlers(handlers)
                .dialect(Dialect.jsonRpc2())
                .diagnostics(event -> kinds.add(event.kind()))
                .start();
        CompletableFuture<List<Integer>> answered = collect(pair.client());
        List<byte[]> seeds =
                SEEDS.stream().map(s -> s.getBytes(StandardCharsets.UTF_8)).toList();
        ByteArrayOutputStream batch = new ByteArrayOutputStream();
        for (int i = 0; i < LINES; i++) {
            batch.writeBytes(mutate(seeds.get(random.nextInt(seeds.size())), random));
            batch.write('\n');
            if (i % EVERY == 0) {
                String good = "{\"id\":\"good-" + i + "\",\"method\":\"echo\",\"params\":{\"text\":\"" + i + "\"}}\n";
                batch.writeBytes(good.getBytes(StandardCharsets.UTF_8));
                pair.client().output().write(batch.toByteArray());
                batch.reset();
            }
        }
        pair.client().output().write(batch.toByteArray());
        pair.client().output().close();

        assertThat(peer.closed().get(60, TimeUnit.SECONDS)).hasMessage("the other end closed the connection");
        assertThat(peer.pendingRequests()).isZero();
        assertThat(peer.unansweredRequests()).isZero();
        peer.close();
        List<Integer> ids = answered.get(10, TimeUnit.SECONDS);
        List<Integer> expected = new ArrayList<>();
        for (int i = 0; i < LINES; i += EVERY) {
            expected.add(i);
        }
        assertThat(ids).isEqualTo(expected);
        assertThat(new HashSet<>(kinds))
                .contains(Diagnostic.Kind.MALFORMED, Diagnostic.Kind.NOISE, Diagnostic.Kind.REFUSED)
                .doesNotContain(Diagnostic.Kind.INTERNAL, Diagnostic.Kind.HANDLER_FAILED);
        assertThat(usedHeap() - before).isLessThan(16L << 20);
    }

    private static long usedHeap() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
