package dev.parlance.mutants.live;

import dev.parlance.mutants.plant.Piece;
import java.io.ByteArrayOutputStream;
import java.util.function.Consumer;

/** Cuts a stream of bytes into lines of any length. */
final class Lines {
    private final ByteArrayOutputStream begun = new ByteArrayOutputStream();
    private final Consumer<Piece> taker;

    Lines(Consumer<Piece> taker) {
        this.taker = taker;
    }

    void feed(byte[] buffer, int offset, int length) {
        int from = offset;
        for (int i = offset; i < offset + length; i++) {
            if (buffer[i] == '\n') {
                begun.write(buffer, from, i - from);
                from = i + 1;
                Piece line = new Piece(begun.toByteArray(), true);
                begun.reset();
                taker.accept(line);
            }
        }
        begun.write(buffer, from, offset + length - from);
    }

    /** Gives what came after the last LF. */
    void end() {
        if (begun.size() > 0) {
            Piece rest = new Piece(begun.toByteArray(), false);
            begun.reset();
            taker.accept(rest);
        }
    }
}
