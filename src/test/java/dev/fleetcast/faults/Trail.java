package dev.fleetcast.faults;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetcast.testing.SseParser;
import java.util.ArrayDeque;
import java.util.Deque;

/** The last events of a stream, for the analysis of failures; recording ends soon after the first error. */
final class Trail {

    private static final int LENGTH = 40;
    private static final int AFTERWARDS = 6;

    private final Deque<String> lines = new ArrayDeque<>();
    private int left = Integer.MAX_VALUE;

    /** @param connection its number on this stream */
    synchronized void add(long connection, SseParser.Event event, JsonNode data, boolean flawless) {
        if (left == 0 || data.path("type").asText().equals("ping")) {
            return;
        }
        left = flawless ? left : Math.min(left, AFTERWARDS + 1) - 1;
        lines.add("%d: %s%s unit %s number %s%s%s id %s"
                .formatted(
                        connection,
                        data.path("snapshot").asBoolean() ? "snapshot " : "",
                        data.path("type").asText(),
                        data.path("unit_id").asText("-"),
                        data.path("telemetry").path(Producer.NUMBER).asText("-"),
                        data.has("resumed") ? " resumed " + data.path("resumed") : "",
                        data.has("reason") ? " " + data.path("reason").asText() : "",
                        event.id()));
        while (lines.size() > LENGTH) {
            lines.poll();
        }
    }

    @Override
    public synchronized String toString() {
        return String.join("\n", lines);
    }
}
