package dev.parlance.conformance.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Stands in for the suite, which is built later: says what it was told and does what the subject's file says. */
public final class Main {
    private Main() {}

    /** First line of the subject's file: the exit code; the second: the report, if any. */
    public static void main(String[] args) throws IOException {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path subject = Path.of(args[2]);
        Path reports = Path.of(args[4]);
        List<String> script = Files.readAllLines(subject);
        out.println("told to " + args[0] + " " + String.join(" ", List.of(args).subList(5, args.length)));
        System.err.println("on standard error, with " + System.getProperty("fake.property"));
        out.println("grün, nothing to read: " + System.in.read());
        if (script.size() > 1) {
            Files.createDirectories(Objects.requireNonNull(reports));
            Files.writeString(reports.resolve("index.html"), "<html></html>");
            Files.writeString(reports.resolve("report.json"), script.get(1));
        }
        out.flush();
        System.exit(Integer.parseInt(script.get(0)));
    }
}
