package dev.fleetcast.security;

import dev.fleetcast.testing.Api;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/**
 * An HTTP/2 connection without TLS that sends frames no client library would send; a separate thread reads the
 * responses.
 */
final class Http2Connection implements AutoCloseable {

    private static final int HEADERS = 1;
    private static final int RST_STREAM = 3;
    private static final int SETTINGS = 4;
    private static final int CONTINUATION = 9;
    private static final int END_STREAM = 1;
    private static final int END_HEADERS = 4;
    private static final int REFUSED_STREAM = 7;
    private static final int CANCEL = 8;

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Socket socket;
    private final OutputStream out;
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private volatile boolean ended;
    private int nextStream = 1;

    private Http2Connection(Socket socket) throws IOException {
        this.socket = socket;
        this.out = new BufferedOutputStream(socket.getOutputStream());
        Thread reader = new Thread(this::read, "http2-reader");
        reader.setDaemon(true);
        reader.start();
    }

    /** Connects to the application under test, without an upgrade. */
    static Http2Connection open() throws IOException {
        URI server = URI.create(Api.base());
        Http2Connection connection = new Http2Connection(new Socket(server.getHost(), server.getPort()));
        connection.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        connection.frame(SETTINGS, 0, 0, new byte[0]);
        connection.flush();
        return connection;
    }

    /** Requests that path; returns the number of the stream. */
    int get(String path) throws IOException {
        int stream = take();
        frame(HEADERS, END_STREAM | END_HEADERS, stream, request(path));
        flush();
        return stream;
    }

    /** Cancels a request. */
    void reset(int stream) throws IOException {
        frame(RST_STREAM, 0, stream, new byte[] {0, 0, 0, CANCEL});
        flush();
    }

    /** Requests that path with incomplete headers. */
    int beginHeaders(String path) throws IOException {
        int stream = take();
        frame(HEADERS, END_STREAM, stream, request(path));
        flush();
        return stream;
    }

    /** Sends more headers, still incomplete. */
    void continueHeaders(int stream, byte[] block) throws IOException {
        frame(CONTINUATION, 0, stream, block);
    }

    /** A header field as encoded in a frame. */
    static byte[] header(String name, String value) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.write(0);
        text(block, name);
        text(block, value);
        return block.toByteArray();
    }

    /** Whether the server has not closed the connection yet. */
    boolean isOpen() {
        return !ended;
    }

    /** Waits until that many requests have been answered or refused, or the server has closed the connection. */
    void awaitAnsweredOrRefused(int number) {
        Awaitility.await().atMost(PATIENCE).until(() -> answered.get() + refused.get() >= number || ended);
    }

    /** The number of answered requests. */
    int answered() {
        return answered.get();
    }

    /** Waits until the server has closed the connection. */
    void awaitEnd() {
        try {
            out.flush();
        } catch (IOException over) {
            ended = true;
        }
        Awaitility.await().atMost(PATIENCE).until(() -> ended);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private int take() {
        int stream = nextStream;
        nextStream += 2;
        return stream;
    }

    private static byte[] request(String path) {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        // GET, http: entries of the static table; then :path and :authority with literal values.
        block.write(0x82);
        block.write(0x86);
        block.write(0x04);
        text(block, path);
        block.write(0x01);
        text(block, "localhost");
        return block.toByteArray();
    }

    private static void text(ByteArrayOutputStream block, String text) {
        block.write(text.length());
        block.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    private void frame(int type, int flags, int stream, byte[] payload) throws IOException {
        write(new byte[] {
            0,
            (byte) (payload.length >> 8),
            (byte) payload.length,
            (byte) type,
            (byte) flags,
            (byte) (stream >> 24),
            (byte) (stream >> 16),
            (byte) (stream >> 8),
            (byte) stream
        });
        write(payload);
    }

    /** A failed write does not matter: the server has closed the connection. */
    private void write(byte[] bytes) throws IOException {
        try {
            out.write(bytes);
        } catch (SocketException over) {
            ended = true;
        }
    }

    private void flush() throws IOException {
        try {
            out.flush();
        } catch (SocketException over) {
            ended = true;
        }
    }

    private void read() {
        try (DataInputStream in = new DataInputStream(socket.getInputStream())) {
            while (true) {
                int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
                int type = in.readUnsignedByte();
                in.readNBytes(5);
                byte[] payload = in.readNBytes(length);
                if (payload.length < length) {
                    throw new EOFException();
                }
                if (type == HEADERS) {
                    answered.incrementAndGet();
                } else if (type == RST_STREAM && payload[3] == REFUSED_STREAM) {
                    refused.incrementAndGet();
                }
            }
        } catch (IOException over) {
            ended = true;
        }
    }
}
