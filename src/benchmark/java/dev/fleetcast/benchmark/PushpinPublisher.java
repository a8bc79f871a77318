package dev.fleetcast.benchmark;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** One request for all messages of a batch, on a separate connection: pushpin closes it after the response. */
final class PushpinPublisher implements Publisher {

    private final int port;
    private final StringBuilder items = new StringBuilder();
    private Account account = Account.EMPTY;

    PushpinPublisher(int port) {
        this.port = port;
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

    /** Waits for the response: the next batch could overtake this one. */
    @Override
    public void flush() throws IOException {
        if (items.isEmpty()) {
            return;
        }
        try (PeerConnection connection = new PeerConnection(port)) {
            connection.request("/publish/", items.append("]}").toString().getBytes(StandardCharsets.UTF_8));
            account = account.plus(connection.account());
        }
        items.setLength(0);
    }

    @Override
    public Account account() {
        return account;
    }

    /** JSON on one line has no other characters to escape. */
    private static String escaped(byte[] json) {
        return new String(json, StandardCharsets.UTF_8).replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
