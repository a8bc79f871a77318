package dev.fleetcast.channel.presence;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetcast.channel.presence.PresenceTable.PresenceChange;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** Encodes presence events: named {@code presence}, with JSON on one line, without an id. */
final class PresenceText {

    private final ObjectMapper json;

    @JsonPropertyOrder({"type", "channel"})
    private record Present(String type, String channel, List<String> devices) {}

    @JsonPropertyOrder({"type", "channel"})
    private record Change(String type, String channel, String device, Instant at) {}

    PresenceText(ObjectMapper json) {
        this.json = json;
    }

    /** The devices that are present now. */
    byte[] present(String channel, List<String> devices) {
        return event(new Present("present", channel, devices));
    }

    /** A device that joined or left. */
    byte[] change(PresenceChange change, Instant at) {
        return event(new Change(change.joined() ? "join" : "leave", change.channel(), change.device(), at));
    }

    private byte[] event(Object data) {
        try {
            return ("event: presence\ndata: " + json.writeValueAsString(data) + "\n\n")
                    .getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
