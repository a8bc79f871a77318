package dev.fleetcast.demo.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Local ports. */
public final class Ports {

    private Ports() {}

    /** A port that is free now. Bind it soon: it is not reserved. */
    public static int free() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws PortTakenException if a process listens on the port, on this address or on all */
    public static void requireFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            // As servers do: a connection of an earlier run in TIME_WAIT does not make the port taken.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new PortTakenException(port, e);
        }
    }
}
