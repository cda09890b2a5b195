package dev.parlance.conformance.tap;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A process for the tap to stand before; what it does is its first argument. */
public final class TestPeer {
    private TestPeer() {}

    /** The command line that starts it. */
    public static List<String> command(String... args) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xshare:auto",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                TestPeer.class.getName()));
        command.addAll(List.of(args));
        return command;
    }

    /** Entry point of the process. */
    public static void main(String[] args) throws IOException, InterruptedException {
        switch (args[0]) {
            case "echo" -> echo();
            case "exit" -> System.exit(Integer.parseInt(args[1]));
            case "twice" -> twice();
            case "wait" -> {
                System.out.println("{\"method\":\"ready\",\"params\":{}}");
                Thread.currentThread().join();
            }
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    private static void echo() throws IOException {
        byte[] buffer = new byte[8192];
        for (int n = System.in.read(buffer); n >= 0; n = System.in.read(buffer)) {
            System.out.write(buffer, 0, n);
            System.out.flush();
        }
    }

    /** Answers each line that has an id: the handshake rightly, the second request twice. */
    private static void twice() throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.contains("\"id\":1,")) {
                System.out.println("{\"id\":1,\"result\":{\"userAgent\":\"peer/1\",\"codexHome\":\"/home/peer\","
                        + "\"platformFamily\":\"unix\",\"platformOs\":\"linux\"}}");
            } else if (line.contains("\"id\":2,")) {
                System.out.println("{\"id\":2,\"result\":{\"data\":[]}}");
                System.out.println("{\"id\":2,\"result\":{\"data\":[]}}");
            }
        }
    }
}
