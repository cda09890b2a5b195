package dev.parlance.conformance.client;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * The process that a client under test starts as its server over stdio: passes the bytes of its standard input and output
 * to and from the suite. It ends when its input ends, as a server has to; a stubborn one only when it is ended.
 *
 * <pre>{@code
 * java -cp parlance-conformance.jar dev.parlance.conformance.client.Relay 40123 f3a9… obedient
 * }</pre>
 */
public final class Relay {
    private static final int CHUNK = 1 << 16;

    private Relay() {}

    /** Arguments: port on loopback, token, {@code obedient} or {@code stubborn}; what follows is ignored. */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length < 3) {
            System.err.println("started by the suite alone: Relay PORT TOKEN obedient|stubborn");
            System.exit(2);
        }
        boolean stubborn = args[2].equals("stubborn");
        // Held open by the suite for as long as this process is to live.
        Socket suite = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0]));
        suite.setTcpNoDelay(true);
        OutputStream toSuite = suite.getOutputStream();
        toSuite.write((args[1] + "\n").getBytes(StandardCharsets.US_ASCII));
        Thread incoming = new Thread(() -> fromClient(suite, toSuite, stubborn), "from-client");
        incoming.setDaemon(true);
        incoming.start();
        copy(suite.getInputStream(), new FileOutputStream(FileDescriptor.out));
        // Without waiting for anything: a server that dies takes its streams with it.
        Runtime.getRuntime().halt(0);
    }

    private static void fromClient(Socket suite, OutputStream toSuite, boolean stubborn) {
        copy(new FileInputStream(FileDescriptor.in), toSuite);
        if (stubborn) {
            return;
        }
        try {
            suite.shutdownOutput();
        } catch (IOException e) {
            Runtime.getRuntime().halt(1);
        }
    }

    private static void copy(InputStream in, OutputStream out) {
        byte[] buffer = new byte[CHUNK];
        try {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
                out.flush();
            }
        } catch (IOException e) {
            // One side has gone: to the other that is the end of the stream.
            return;
        }
    }
}
