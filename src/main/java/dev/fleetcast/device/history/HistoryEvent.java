package dev.fleetcast.device.history;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A stored event of a device.
 *
 * @param eventKey the key under which every store has it
 * @param eventId what its publisher calls it, or null
 * @param ts what the device calls it, a number or a text, or null
 * @param ttl for how long it was of use, in seconds
 * @param privateEvent whether it was published as private
 */
@Schema(name = "StoredEvent")
record HistoryEvent(
        String eventKey,
        String coreid,
        String name,

        @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = MILLIS, timezone = "UTC")
        Instant publishedAt,

        @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = MILLIS, timezone = "UTC")
        Instant storedAt,

        @Schema(nullable = true) String eventId,

        @JsonRawValue @Schema(implementation = Object.class, description = "A number or a text.")
        String ts,

        int ttl,

        @JsonProperty("private") boolean privateEvent,

        String data) {

    static final String MILLIS = "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'";

    static final List<String> COLUMNS = List.of(
            "published_at", "stored_at", "coreid", "name", "ts", "event_id", "ttl", "private", "data", "event_key");

    List<String> cells() {
        return Arrays.asList(
                CsvText.time(publishedAt),
                CsvText.time(storedAt),
                coreid,
                name,
                CsvText.ts(ts),
                eventId,
                Integer.toString(ttl),
                Boolean.toString(privateEvent),
                data,
                eventKey);
    }
}
