package dev.parlance.scripted;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptedModelMainTest {
    @TempDir
    Path folder;

    private final CountDownLatch stop = new CountDownLatch(1);

    @Test
    void servesAScriptUntilStopped() throws Exception {
        Path script = Files.writeString(folder.resolve("s.json"), "[[{\"text\":\"hi\"}]]");
        BlockingQueue<String> printed = new LinkedBlockingQueue<>();
        PrintStream out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8) {
            @Override
            public void println(Object line) {
                printed.add(String.valueOf(line));
            }
        };
        FutureTask<Integer> program =
                new FutureTask<>(() -> ScriptedModelMain.run(new String[] {script.toString()}, out, out, stop));
        new Thread(program, "program").start();
        String baseUrl = printed.poll(20, TimeUnit.SECONDS);
        HttpRequest request = HttpRequest.newBuilder(URI.create(baseUrl + "/responses"))
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build();
        assertThat(HttpClient.newHttpClient()
                        .send(request, BodyHandlers.ofString())
                        .body())
                .contains("\"delta\":\"hi\"");
        stop.countDown();
        assertThat(program.get(20, TimeUnit.SECONDS)).isZero();
    }

    @Test
    void wrongUseIsExplained() throws Exception {
        Path bad = Files.writeString(folder.resolve("bad.json"), "[[{\"tex\":1}]]");
        assertThat(run("--help")).isEqualTo("0 " + ScriptedModelMain.HELP);
        assertThat(run()).isEqualTo("2 a script file is missing; see --help\n");
        assertThat(run("--port", "x", "s"))
                .isEqualTo("2 --port needs a number from 0 to 65535, got \"x\"; see --help\n");
        assertThat(run("--port")).isEqualTo("2 --port needs a number from 0 to 65535, got \"\"; see --help\n");
        assertThat(run("--prot")).isEqualTo("2 unknown option --prot; see --help\n");
        assertThat(run("a", "b")).isEqualTo("2 one script only, got a and b; see --help\n");
        assertThat(run(folder.resolve("no.json").toString()))
                .startsWith("2 " + folder.resolve("no.json") + ": cannot be read: ");
        assertThat(run(bad.toString())).startsWith("2 " + bad + "#/0/0: a step is an object with exactly one of ");
    }

    @Test
    void aTakenPortIsAnError() throws Exception {
        Path script = Files.writeString(folder.resolve("s.json"), "[]");
        try (ScriptedModel model = ScriptedModel.start()) {
            assertThat(run("--port", String.valueOf(model.port()), script.toString()))
                    .startsWith("1 cannot listen on loopback port " + model.port() + ": ");
        }
    }

    private String run(String... args) throws InterruptedException {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        int code = ScriptedModelMain.run(args, out, out, stop);
        return code + " " + printed.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
