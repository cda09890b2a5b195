package dev.parlance.mutants.plant;

/**
 * Where a planted connection passes things on. None of the methods blocks.
 *
 * <pre>{@code
 * outlet.pass(Side.CLIENT, Piece.line("{\"method\":\"x\",\"params\":{}}"));
 * }</pre>
 */
public interface Outlet {
    /** Passes bytes on to that side. */
    void pass(Side to, Piece piece);

    /** Ends the stream to that side. */
    void end(Side to);

    /** Whether messages go in frames, not in lines. */
    boolean framed();

    /** Kills the server, if it is a process of this connection; otherwise cuts the connection. */
    void kill();
}
