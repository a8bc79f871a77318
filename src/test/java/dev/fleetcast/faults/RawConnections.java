package dev.fleetcast.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Connections of clients that send given data, and never read a byte. */
final class RawConnections implements AutoCloseable {

    /** Small, so that the network buffers little. */
    private static final int RECEIVE_BUFFER = 4 * 1024;

    private static final int PATIENCE_MILLIS = 5_000;

    private final int port;
    private final List<Socket> sockets = new ArrayList<>();

    RawConnections(int port) {
        this.port = port;
    }

    /** Opens {@code count} more connections, each of which sends the data; refused ones are ignored. */
    RawConnections open(int count, String sent) {
        for (int i = 0; i < count; i++) {
            try {
                Socket socket = new Socket();
                sockets.add(socket);
                socket.setReceiveBufferSize(RECEIVE_BUFFER);
                socket.connect(new InetSocketAddress("127.0.0.1", port), PATIENCE_MILLIS);
                socket.getOutputStream().write(sent.getBytes(StandardCharsets.US_ASCII));
            } catch (IOException refused) {
                // The connection may be refused: there are too many.
            }
        }
        return this;
    }

    /** The number of connections, open or closed. */
    int opened() {
        return (int) sockets.stream().filter(Socket::isConnected).count();
    }

    @Override
    public void close() {
        for (Socket socket : sockets) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
