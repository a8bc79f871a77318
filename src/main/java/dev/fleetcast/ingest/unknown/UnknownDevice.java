package dev.fleetcast.ingest.unknown;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A key of the feed that names no unit, as administrators see it.
 *
 * @param key the key of its records, or the IMEI or serial number in them
 * @param count the number of its messages
 * @param firstSeen when the first of them was sent
 * @param lastSeen when the last of them was sent
 * @param topic the topic of the last one
 * @param example the first 1,000 bytes of the last one, as text
 * @param refusal why it was not registered by itself; null if that was not tried
 */
@Schema(name = "UnknownDevice", description = "A key of the feed that names no unit.")
record UnknownDevice(
        String key,
        long count,
        Instant firstSeen,
        Instant lastSeen,
        String topic,
        String example,
        @Schema(nullable = true) String refusal) {

    /** Omits the example: it may reveal the location of a person. */
    @Override
    public String toString() {
        return "UnknownDevice[" + key + ": " + count + ']';
    }
}
