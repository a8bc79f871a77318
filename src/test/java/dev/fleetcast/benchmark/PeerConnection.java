package dev.fleetcast.benchmark;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A kept connection to a peer's publishing port. Requests follow each other without waiting for answers, which are
 * counted when there is time: nothing here blocks but a peer that takes no more. One thread.
 */
final class PeerConnection {

    /** What {@link #account} ends with when every message was taken. */
    static final String NONE_LOST = "0 refused, 0 unanswered";

    private final Socket socket;
    private final ByteArrayOutputStream waiting = new ByteArrayOutputStream(64 * 1024);
    private final byte[] received = new byte[64 * 1024];
    private final AnswerCounter answers = new AnswerCounter();
    private long requests;

    PeerConnection(int port) throws IOException {
        this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
    }

    /** Queues a request until {@link #flush}. */
    void post(String path, byte[] body) {
        String head =
                "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.length + "\r\n\r\n";
        waiting.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        waiting.writeBytes(body);
        requests++;
    }

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

    boolean isOwedAnswers() {
        return answers.good() + answers.bad() < requests;
    }

    /** What became of the requests of them all. */
    static String account(List<PeerConnection> connections) {
        long requests = connections.stream().mapToLong(c -> c.requests).sum();
        long good = connections.stream().mapToLong(c -> c.answers.good()).sum();
        long bad = connections.stream().mapToLong(c -> c.answers.bad()).sum();
        return "%d requests, %d refused, %d unanswered".formatted(requests, bad, requests - good - bad);
    }
}
