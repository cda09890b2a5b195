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
    private final Codec codec = new DatabindCodec(() -> Json.MAPPER);
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

    /** Serves a client; returns at once. */
    public Session open(Transport transport) {
        Session session = new Session();
        AgentService server = new AgentService(services, session);
        StoredReads reads = new StoredReads(services.history(), server.thread().opening());
        sessions.add(session);
        Peer peer = Peer.builder(transport)
                .codec(codec)
                .dialect(DIALECT)
                .limits(limits)
                .window(limits.pendingRequests())
                .requestTimeout(null)
                .diagnostics(Connections::log)
                .handlers(processor.handlers(session, server, reads))
                .start();
        session.attach(peer);
        var unused = peer.disconnected().thenRun(() -> {
            sessions.remove(session);
            services.threads().forget(session);
        });
        return session;
    }

    private static void log(Diagnostic diagnostic) {
        switch (diagnostic.kind()) {
            case HANDLER_FAILED, INTERNAL -> LOG.error("{}", diagnostic.message(), diagnostic.cause());
            default -> LOG.info("{}: {}", diagnostic.kind(), diagnostic.message());
        }
    }
}
