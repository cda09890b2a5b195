package dev.parlance.conformance.client;

import dev.parlance.conformance.subject.Launched;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** A client that says nothing and has ended with success. */
final class DumbClient implements Launched {
    @Override
    public InputStream output() {
        return InputStream.nullInputStream();
    }

    @Override
    public OutputStream input() {
        return OutputStream.nullOutputStream();
    }

    @Override
    public @Nullable String address() {
        return null;
    }

    @Override
    public long pid() {
        return 0;
    }

    @Override
    public boolean isAlive() {
        return false;
    }

    @Override
    public OptionalInt awaitExit(Duration limit) {
        return OptionalInt.of(0);
    }

    @Override
    public void terminate() {}

    @Override
    public void kill() {}

    @Override
    public String stderr() {
        return "";
    }
}
