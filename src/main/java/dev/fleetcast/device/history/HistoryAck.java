package dev.fleetcast.device.history;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A confirmation of an event of a device.
 *
 * @param ts what the device calls the event, a number or a text, or null
 * @param eventId what its publisher calls it, or null
 * @param duplicate whether the event had been stored before
 * @param stores the stores that had the event
 */
@Schema(name = "EventConfirmation")
record HistoryAck(
        String device,
        String name,

        @JsonRawValue @Schema(implementation = Object.class, description = "A number or a text.")
        String ts,

        @Schema(nullable = true) String eventId,

        @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = HistoryEvent.MILLIS, timezone = "UTC")
        Instant publishedAt,

        @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = HistoryEvent.MILLIS, timezone = "UTC")
        Instant storedAt,

        @JsonFormat(shape = JsonFormat.Shape.STRING, pattern = HistoryEvent.MILLIS, timezone = "UTC")
        Instant confirmedAt,

        boolean duplicate,
        List<String> stores) {

    static final List<String> COLUMNS = List.of(
            "confirmed_at", "device", "name", "ts", "event_id", "published_at", "stored_at", "duplicate", "stores");

    List<String> cells() {
        return Arrays.asList(
                CsvText.time(confirmedAt),
                device,
                name,
                CsvText.ts(ts),
                eventId,
                CsvText.time(publishedAt),
                CsvText.time(storedAt),
                Boolean.toString(duplicate),
                String.join(" ", stores));
    }
}
