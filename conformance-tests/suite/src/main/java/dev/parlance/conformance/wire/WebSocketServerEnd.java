package dev.parlance.conformance.wire;

/**
 * The server's end of a WebSocket, made by {@link UpgradeRequest#accept}; {@link FramedChannel} says how it behaves.
 *
 * <pre>{@code
 * end.send("{\"id\":1,\"result\":{}}".getBytes(UTF_8));
 * }</pre>
 */
public final class WebSocketServerEnd extends FramedChannel {
    private final HttpHead request;

    WebSocketServerEnd(Link link, HttpHead request, Receiver receiver) {
        super(link, false, receiver);
        this.request = request;
    }

    /** The client's request: path, {@code Authorization}, {@code Origin}. */
    public HttpHead request() {
        return request;
    }
}
