package dev.parlance.rpc;

import java.util.concurrent.CompletableFuture;

/** A child for tests: a server over stdio, which prints, dies or lingers when asked to. */
public final class StdioMain {
    private StdioMain() {}

    /** Serves until its input ends. */
    public static void main(String[] args) throws Exception {
        if (args.length > 0 && args[0].equals("noise")) {
            System.out.println("a stray print before the protocol");
        }
        StdioTransport transport = StdioTransport.open();
        Handlers handlers =
                Handlers.builder().onRequest(Echo.ECHO, StdioMain::echo).build();
        try (Peer peer = Peer.builder(transport).handlers(handlers).start()) {
            peer.closed().join();
        }
        if (args.length > 0 && args[0].equals("lingers")) {
            new CompletableFuture<Void>().join();
        }
    }

    private static CompletableFuture<Echo.Text> echo(Echo.Text params) {
        System.out.println("a stray print: " + params.text());
        if (params.text().equals("die")) {
            System.err.println("last words: disk full");
            System.err.flush();
            Runtime.getRuntime().halt(42);
        }
        return CompletableFuture.completedFuture(params);
    }
}
