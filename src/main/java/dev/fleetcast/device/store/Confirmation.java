package dev.fleetcast.device.store;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fleetcast.device.event.DeviceEvent;
import dev.fleetcast.device.event.EventTime;
import dev.fleetcast.device.key.EventTs;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Tells a device that its event is stored.
 *
 * @param device the coreid
 * @param name the event's name
 * @param ts what the device calls the event, if it does
 * @param eventId what its publisher calls it, or null
 * @param publishedAt when it was published
 * @param storedAt when it was stored first
 * @param isDuplicate whether it had been stored before
 * @param stores the names of the stores that have it
 */
public record Confirmation(
        String device,
        String name,
        Optional<EventTs> ts,
        String eventId,
        Instant publishedAt,
        Instant storedAt,
        boolean isDuplicate,
        List<String> stores) {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    static Confirmation of(StoredEvent stored, List<String> stores) {
        DeviceEvent event = stored.event().event();
        return new Confirmation(
                event.coreid(),
                event.name(),
                stored.event().ts(),
                event.eventId(),
                event.publishedAt(),
                stored.storedAt(),
                stored.isDuplicate(),
                stores);
    }

    /** Reads the value of a record; empty if it is no confirmation. */
    static Optional<Confirmation> read(byte[] value) {
        try {
            JsonNode json = value == null ? null : JSON.readTree(value);
            if (json == null
                    || !json.path("device").isTextual()
                    || !json.path("name").isTextual()) {
                return Optional.empty();
            }
            List<String> stores = new ArrayList<>();
            json.path("stores").forEach(store -> stores.add(store.asText()));
            return Optional.of(new Confirmation(
                    json.get("device").textValue(),
                    json.get("name").textValue(),
                    ts(json.path("ts")),
                    json.path("event_id").textValue(),
                    Instant.parse(json.path("published_at").asText()),
                    Instant.parse(json.path("stored_at").asText()),
                    json.path("duplicate").asBoolean(),
                    stores));
        } catch (IOException | NumberFormatException | DateTimeException foreign) {
            return Optional.empty();
        }
    }

    private static Optional<EventTs> ts(JsonNode ts) {
        if (ts.isNumber()) {
            return Optional.of(EventTs.ofNumber(ts.asText()));
        }
        return ts.isTextual() ? Optional.of(new EventTs(ts.toString())) : Optional.empty();
    }

    /** The value of its record. */
    byte[] json() {
        ByteArrayOutputStream value = new ByteArrayOutputStream();
        try (JsonGenerator out = JSON.createGenerator(value)) {
            out.writeStartObject();
            out.writeStringField("device", device);
            out.writeStringField("name", name);
            out.writeFieldName("ts");
            out.writeRawValue(ts.map(EventTs::json).orElse("null"));
            out.writeStringField("event_id", eventId);
            out.writeStringField("published_at", EventTime.text(publishedAt));
            out.writeStringField("stored_at", EventTime.text(storedAt));
            out.writeBooleanField("duplicate", isDuplicate);
            out.writeArrayFieldStart("stores");
            for (String store : stores) {
                out.writeString(store);
            }
            out.writeEndArray();
            out.writeEndObject();
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return value.toByteArray();
    }
}
