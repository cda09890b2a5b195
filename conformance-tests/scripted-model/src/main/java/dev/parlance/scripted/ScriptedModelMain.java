package dev.parlance.scripted;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Runs a {@link ScriptedModel} by hand: {@code java -cp … dev.parlance.scripted.ScriptedModelMain script.json}. */
public final class ScriptedModelMain {
    static final String HELP = """
            usage: ScriptedModelMain [--port N] SCRIPT.json

            Plays the script as an OpenAI Responses endpoint on loopback until it is killed, and prints its base URL.

              --port N   the port to listen on; a free one without it
              --help     this text

            A script is a list of replies, a reply a list of steps:
              [[{"reason":"I should look."},{"text":"Let me look."},{"call":"exec_command","args":{"cmd":"ls"}}],
               [{"text":"Done."}]]
            A step {"hold":"NAME"} waits for: curl -X POST http://127.0.0.1:PORT/gates/NAME/release
            """;

    private ScriptedModelMain() {}

    /** Exits with 2 when the arguments or the script are wrong, with 1 when the port is taken. */
    public static void main(String[] args) throws InterruptedException {
        int code = run(args, System.out, System.err, new CountDownLatch(1));
        System.exit(code);
    }

    /** The whole program but for the exit; plays until {@code stop} is counted down. */
    static int run(String[] args, PrintStream out, PrintStream err, CountDownLatch stop) throws InterruptedException {
        Arguments arguments;
        try {
            arguments = Arguments.parse(args);
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage() + "; see --help");
            return 2;
        }
        if (arguments.script() == null) {
            out.print(HELP);
            return 0;
        }
        try {
            Script script = Script.read(Path.of(arguments.script()));
            return serve(arguments.port(), script, out, err, stop);
        } catch (ScriptException e) {
            err.println(e.getMessage());
            return 2;
        } catch (IOException e) {
            err.println(arguments.script() + ": cannot be read: " + e.getMessage());
            return 2;
        }
    }

    private static int serve(int port, Script script, PrintStream out, PrintStream err, CountDownLatch stop)
            throws InterruptedException {
        try (ScriptedModel model = ScriptedModel.start(port, script, Limits.DEFAULT)) {
            out.println(model.baseUrl());
            out.flush();
            stop.await();
            return 0;
        } catch (UncheckedIOException e) {
            err.println(e.getMessage());
            return 1;
        }
    }

    private record Arguments(int port, @Nullable String script) {
        static Arguments parse(String[] args) {
            int port = 0;
            String script = null;
            for (int i = 0; i < args.length; i++) {
                if (args[i].equals("--help") || args[i].equals("-h")) {
                    return new Arguments(0, null);
                } else if (args[i].equals("--port")) {
                    port = port(i + 1 < args.length ? args[++i] : "");
                } else if (args[i].startsWith("-")) {
                    throw new IllegalArgumentException("unknown option " + args[i]);
                } else if (script != null) {
                    throw new IllegalArgumentException("one script only, got " + script + " and " + args[i]);
                } else {
                    script = args[i];
                }
            }
            if (script == null) {
                throw new IllegalArgumentException("a script file is missing");
            }
            return new Arguments(port, script);
        }

        private static int port(String text) {
            try {
                int port = Integer.parseInt(text);
                if (port >= 0 && port <= 65_535) {
                    return port;
                }
            } catch (NumberFormatException e) {
                // falls through to the one message for every wrong port
            }
            throw new IllegalArgumentException("--port needs a number from 0 to 65535, got \"" + text + "\"");
        }
    }
}
