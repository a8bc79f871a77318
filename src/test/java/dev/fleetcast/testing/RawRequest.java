package dev.fleetcast.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Sends requests that no client library would send. */
public final class RawRequest {

    private static final int PATIENCE_MILLIS = 30_000;

    private RawRequest() {}

    /**
     * Returns the status of the response; ignores the rest.
     *
     * @param target the target in the request line, unchanged
     * @param headers complete header lines
     */
    public static int status(String method, String target, String... headers) {
        String answer = readUntil("\r\n", method, target, headers);
        return Integer.parseInt(answer.split(" ")[1]);
    }

    /** Reads an endless response until that text has arrived. */
    public static String readUntil(String text, String target, String... headers) {
        return readUntil(text, "GET", target, headers);
    }

    /** Sends the text, and returns everything received until the server closes the connection. */
    public static String exchange(String request) {
        try (Socket socket = connect()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Socket connect() throws IOException {
        URI server = URI.create(Api.base());
        Socket socket = new Socket(server.getHost(), server.getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private static String readUntil(String text, String method, String target, String... headers) {
        StringBuilder request =
                new StringBuilder(method + " " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
        for (String header : headers) {
            request.append(header).append("\r\n");
        }
        request.append(method.equals("POST") ? "Content-Length: 1\r\n\r\nx" : "\r\n");
        try (Socket socket = connect()) {
            socket.getOutputStream().write(request.toString().getBytes(StandardCharsets.UTF_8));
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            byte[] piece = new byte[4 * 1024];
            while (!answer.toString(StandardCharsets.UTF_8).contains(text)) {
                int length = socket.getInputStream().read(piece);
                if (length < 0) {
                    break;
                }
                answer.write(piece, 0, length);
            }
            return answer.toString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
