package dev.parlance.server.processor;

import dev.parlance.rpc.Codec;
import dev.parlance.rpc.DatabindCodec;
import dev.parlance.rpc.Diagnostic;
import dev.parlance.rpc.Dialect;
import dev.parlance.rpc.Limits;
import dev.parlance.rpc.Peer;
import dev.parlance.rpc.Transport;
import dev.parlance.server.Json;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens connections to the server: any number of them, whatever they come over. */
public final class Connections {
    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

    /** The codes that clients of the field know: almost everything is an invalid request. */
    private static final Dialect DIALECT = Dialect.plain()
            .withStamp("emittedAtMs")
            .withCodes(Dialect.Codes.standard().withMethodNotFound(-32600).withInvalidParams(-32600));

    private final Services services;
    private final Sessions sessions;
    private final MessageProcessor processor;
    private final Codec codec = new HandshakeCodec(new DatabindCodec(() -> Json.MAPPER));
    private final Limits limits = Limits.defaults();

    /** For those services. */
    public Connections(Services services, Sessions sessions) {
        this.services = services;
        this.sessions = sessions;
        this.processor = new MessageProcessor(new RequestQueues(services.executor()));
    }

    /** Runs what follows the answer to the request that is being handled on the calling thread. */
    public static Executor afterAnswer() {
        return RequestQueues.afterAnswer();
    }

    /** Serves a client; returns at once. When it is gone, so are its subscriptions. */
    public Session open(Transport transport) {
        Session session = openOnly(transport);
        var unused = session.disconnected().thenRun(() -> forget(session));
        return session;
    }

    /**
     * Serves the one client that the server is for: when it has nothing more to say it may still listen, so it is told how
     * its turns end.
     */
    public Session openOnly(Transport transport) {
        Session session = new Session();
        AgentService server = new AgentService(services, session);
        StoredReads reads = new StoredReads(services.history(), server.thread().opening(), new Deprecations(session));
        sessions.add(session);
        Peer peer = Peer.builder(transport)
                .codec(codec)
                .dialect(DIALECT)
                .limits(limits)
                .window(limits.pendingRequests())
                .requestTimeout(null)
                .detachedWriter(true)
                .diagnostics(Connections::log)
                .handlers(processor.handlers(session, server, reads))
                .start();
        session.attach(peer);
        return session;
    }

    private void forget(Session session) {
        sessions.remove(session);
        services.threads().forget(session);
    }

    private static void log(Diagnostic diagnostic) {
        switch (diagnostic.kind()) {
            case HANDLER_FAILED, INTERNAL -> LOG.error("{}", diagnostic.message(), diagnostic.cause());
            case MALFORMED, NOISE -> {
                // What it looks like may be private; that it came and will not be answered is not.
                LOG.warn("a line that is no message was dropped; --log-level info shows how it begins");
                LOG.info("{}: {}", diagnostic.kind(), diagnostic.message());
            }
            case TOO_LONG, STALLED -> LOG.warn("{}", diagnostic.message());
            default -> LOG.info("{}: {}", diagnostic.kind(), diagnostic.message());
        }
    }
}
