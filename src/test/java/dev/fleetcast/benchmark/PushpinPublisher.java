package dev.fleetcast.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** One request for all messages of a batch, as pushpin's own port takes them. */
final class PushpinPublisher implements Publisher {

    private final PeerConnection connection;
    private final StringBuilder items = new StringBuilder();

    PushpinPublisher(PeerConnection connection) {
        this.connection = connection;
    }

    @Override
    public void publish(String unit, byte[] data) {
        items.append(items.isEmpty() ? "{\"items\":[" : ",")
                .append("{\"channel\":\"")
                .append(unit)
                .append("\",\"formats\":{\"http-stream\":{\"content\":\"data: ")
                .append(escaped(data))
                .append("\\n\\n\"}}}");
    }

    @Override
    public void flush() throws IOException {
        if (!items.isEmpty()) {
            connection.post("/publish/", items.append("]}").toString().getBytes(StandardCharsets.UTF_8));
            connection.flush();
            items.setLength(0);
        }
    }

    /** JSON on one line has no other characters to escape. */
    private static String escaped(byte[] json) {
        return new String(json, StandardCharsets.UTF_8).replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
