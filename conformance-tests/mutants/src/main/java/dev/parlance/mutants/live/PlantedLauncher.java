package dev.parlance.mutants.live;

import dev.parlance.conformance.subject.Launched;
import dev.parlance.conformance.subject.Launcher;
import dev.parlance.conformance.subject.Subject;
import dev.parlance.conformance.subject.Variables;
import dev.parlance.mutants.plant.Planting;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Starts a right server and stands between it and the suite, in this process.
 *
 * <pre>{@code
 * Launcher wrong = new PlantedLauncher(new ProcessLauncher(), new Planting(fault.steps()));
 * }</pre>
 */
public final class PlantedLauncher implements Launcher {
    private final Launcher launcher;
    private final Planting planting;

    /** Plants into whatever that launcher starts. */
    public PlantedLauncher(Launcher launcher, Planting planting) {
        this.launcher = launcher;
        this.planting = planting;
    }

    @Override
    public Launched launch(Subject.Start start, Variables variables, Duration limit) throws IOException {
        Launched server = launcher.launch(start, variables, limit);
        String address = server.address();
        if (address == null) {
            return new Planted(server, planting, new StdioPlant(server, planting), null);
        }
        try {
            return new Planted(server, planting, null, new SocketPlant(address, planting, server::kill));
        } catch (IOException e) {
            server.kill();
            throw e;
        }
    }

    private record Planted(
            Launched server,
            Planting planting,
            @Nullable StdioPlant stdio,
            @Nullable SocketPlant socket) implements Launched {
        @Override
        public InputStream output() {
            return stdio == null ? server.output() : stdio.output();
        }

        @Override
        public OutputStream input() {
            return stdio == null ? server.input() : stdio.input();
        }

        @Override
        public @Nullable String address() {
            return socket == null ? null : socket.address();
        }

        @Override
        public long pid() {
            return server.pid();
        }

        @Override
        public boolean isAlive() {
            return server.isAlive();
        }

        @Override
        public OptionalInt awaitExit(Duration limit) throws InterruptedException {
            OptionalInt code = server.awaitExit(limit);
            if (code.isEmpty()) {
                return code;
            }
            stopListening();
            return OptionalInt.of(planting.exitCode(code.getAsInt()));
        }

        @Override
        public void terminate() {
            server.terminate();
        }

        @Override
        public void kill() {
            server.kill();
            stopListening();
        }

        /** Nobody is to find a listener where the server's own is gone. */
        private void stopListening() {
            if (socket != null) {
                socket.close();
            }
        }

        @Override
        public String stderr() {
            return server.stderr();
        }
    }
}
