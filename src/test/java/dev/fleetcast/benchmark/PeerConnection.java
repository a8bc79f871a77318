package dev.fleetcast.benchmark;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * A kept connection to a peer's publishing port. Requests follow each other without waiting for answers, which are
 * counted when there is time. One thread.
 */
final class PeerConnection implements AutoCloseable {

    private final Socket socket;
    private final ByteArrayOutputStream waiting = new ByteArrayOutputStream();
    private final byte[] received = new byte[64 * 1024];
    private final AnswerCounter answers = new AnswerCounter();
    private long requests;

    PeerConnection(int port) throws IOException {
        this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
    }

    /** Queues a request until {@link #flush}. */
    void post(String path, byte[] body) {
        String head = "POST " + path
                + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: " + body.length
                + "\r\n\r\n";
        waiting.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        waiting.writeBytes(body);
        requests++;
    }

    /** Sends what waits; it takes as long as the peer takes to take it. */
    void flush() throws IOException {
        if (waiting.size() > 0) {
            waiting.writeTo(socket.getOutputStream());
            waiting.reset();
        }
    }

    /** Counts the answers that are here. */
    void readAnswers() throws IOException {
        while (socket.getInputStream().available() > 0) {
            answers.take(received, socket.getInputStream().read(received));
        }
    }

    /** Reads until every request has its answer, or the peer closes. */
    void awaitAnswers() throws IOException {
        while (account().unanswered() > 0) {
            int length = socket.getInputStream().read(received);
            if (length < 0) {
                return;
            }
            answers.take(received, length);
        }
    }

    Account account() {
        return new Account(requests, answers.good(), answers.bad());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
