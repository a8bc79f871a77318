package dev.fleetcast.device.event.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import dev.fleetcast.device.event.DeviceEvent;
import dev.fleetcast.device.event.EventTime;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The bytes of an event on a stream, but for its id. ASCII only: clients that decode packet by packet garble characters
 * that are split over two.
 */
final class EventFrame {

    private static final JsonFactory ASCII =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private EventFrame() {}

    /** @param coreid the name of the device on the wire */
    static byte[] of(DeviceEvent event, String coreid) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream(256);
        write(frame, "event: ");
        write(frame, event.name());
        write(frame, "\ndata: ");
        try (JsonGenerator json = ASCII.createGenerator(frame)) {
            json.writeStartObject();
            json.writeStringField("data", event.data());
            json.writeNumberField("ttl", event.ttl());
            json.writeStringField("published_at", EventTime.text(event.publishedAt()));
            json.writeStringField("coreid", coreid);
            json.writeEndObject();
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        write(frame, "\n\n");
        return frame.toByteArray();
    }

    private static void write(ByteArrayOutputStream frame, String ascii) {
        frame.writeBytes(ascii.getBytes(StandardCharsets.US_ASCII));
    }
}
