package dev.fleetcast.benchmark;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A connection to a peer's publishing port. One thread. */
final class PeerConnection implements AutoCloseable {

    private final Socket socket;
    private final byte[] received = new byte[8 * 1024];
    private final AnswerCounter answers = new AnswerCounter();
    private long requests;

    PeerConnection(int port) throws IOException {
        this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
    }

    /** Posts the message and waits for the response. */
    void request(String path, byte[] body) throws IOException {
        byte[] head = ("POST " + path
                        + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                        + body.length
                        + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] request = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, request, head.length, body.length);
        requests++;
        socket.getOutputStream().write(request);
        while (account().unanswered() > 0) {
            int length = socket.getInputStream().read(received);
            if (length < 0) {
                throw new EOFException("no answer");
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
