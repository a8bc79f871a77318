package dev.fleetcast.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** A WebSocket of a test; each frame is an event. */
public final class SocketClient extends StreamClient {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(30)).build();
    private static final ObjectMapper JSON = new ObjectMapper();

    private final WebSocket socket;
    private volatile int status;
    private volatile String reason = "";

    private SocketClient(String url, String[] headers) {
        WebSocket.Builder opening = HTTP.newWebSocketBuilder();
        for (int i = 0; i < headers.length; i += 2) {
            opening.header(headers[i], headers[i + 1]);
        }
        socket = opening.buildAsync(URI.create(url.replaceFirst("http", "ws")), new Frames())
                .join();
    }

    /**
     * Connects; {@code headers} are names and values in turn.
     *
     * @throws java.util.concurrent.CompletionException if the server refuses
     */
    public static SocketClient connect(String url, String... headers) {
        return new SocketClient(url, headers);
    }

    /** Sends a text frame. */
    public void send(String text) {
        socket.sendText(text, true).join();
    }

    /** Sends a binary frame. */
    public void sendBinary(byte[] content) {
        socket.sendBinary(ByteBuffer.wrap(content), true).join();
    }

    /** Sends a pong frame. */
    public void sendPong() {
        socket.sendPong(ByteBuffer.allocate(0)).join();
    }

    /** Sends the command, and waits for its reply; {@code members} are JSON without braces. */
    public Event call(String members) {
        String ref = "ref " + System.nanoTime();
        send("{\"ref\":\"" + ref + "\"," + members + "}");
        return await(
                event -> event.is("reply") && event.data().path("ref").asText().equals(ref));
    }

    /** The status of the server's close frame; 0 without one. */
    public int closeStatus() {
        return status;
    }

    /** The reason in the server's close frame. */
    public String closeReason() {
        return reason;
    }

    @Override
    public boolean isComplete() {
        return hasEnded() && status != 0;
    }

    @Override
    public void close() {
        socket.abort();
        ended();
    }

    private final class Frames implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                take(text.toString());
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String said) {
            status = code;
            reason = said;
            ended();
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable failure) {
            ended();
        }

        private void take(String frame) {
            try {
                ObjectNode data = (ObjectNode) JSON.readTree(frame);
                String id = data.has("id") ? data.remove("id").asText() : null;
                Long retry = data.has("retry_ms") ? data.get("retry_ms").asLong() : null;
                received(new Event(id, retry, data));
            } catch (IOException notJson) {
                throw new UncheckedIOException(notJson);
            }
        }
    }
}
