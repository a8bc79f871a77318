package dev.fleetcast.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Predicate;
import org.awaitility.Awaitility;

/** One stream, read as text, to check whether a server delivers at all. */
final class ProbeStream implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(60);

    private final Socket socket;
    private final StringBuilder received = new StringBuilder();

    private ProbeStream(Socket socket) {
        this.socket = socket;
    }

    /** Waits until the port accepts connections; fails at once when the program has ended. */
    static void awaitListening(PeerProcess program, int port) {
        Awaitility.await()
                .atMost(START)
                .failFast("the program has ended", () -> !program.process().isAlive())
                .until(() -> isListening(port));
    }

    static ProbeStream open(int port, String path) {
        try {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept: text/event-stream\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new ProbeStream(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the text arrives within that time; earlier text counts. */
    boolean shows(String text, Duration atMost) {
        return reads(all -> all.contains(text), atMost);
    }

    /** Reads until the received text suffices; whether that happens within the time. */
    boolean reads(Predicate<String> enough, Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        byte[] bytes = new byte[8_192];
        try {
            while (!enough.test(received())) {
                long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
                if (left <= 0) {
                    return false;
                }
                socket.setSoTimeout((int) left);
                int length = socket.getInputStream().read(bytes);
                if (length < 0) {
                    throw new IllegalStateException("the stream ended after: " + received);
                }
                received.append(new String(bytes, 0, length, StandardCharsets.ISO_8859_1));
            }
            return true;
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All text of the response so far. */
    String received() {
        return received.toString();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isListening(int port) {
        try (Socket attempt = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return attempt.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }
}
