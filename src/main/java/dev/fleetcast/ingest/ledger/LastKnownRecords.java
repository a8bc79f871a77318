package dev.fleetcast.ingest.ledger;

import dev.fleetcast.telemetry.LastKnownPositions.LastKnown;
import dev.fleetcast.telemetry.RecordOffset;
import dev.fleetcast.telemetry.UnitId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/**
 * Reads and writes records of the last known topic: the key is the unit's id as text, the value the original message,
 * the headers its place and time in Kafka.
 */
public final class LastKnownRecords {

    private static final String TOPIC = "fleetcast-topic";
    private static final String PARTITION = "fleetcast-partition";
    private static final String OFFSET = "fleetcast-offset";
    private static final String RECORD_TIME = "fleetcast-record-time";
    private static final String RECEIVED_AT = "fleetcast-received-at";
    private static final String REFERENCE_TIME = "fleetcast-reference-time";
    private static final String CLOCK_AHEAD = "fleetcast-clock-ahead";

    private LastKnownRecords() {}

    static byte[] key(UnitId unit) {
        return unit.toString().getBytes(StandardCharsets.US_ASCII);
    }

    public static Headers headers(LastKnown last) {
        RecordHeaders headers = new RecordHeaders();
        Map.of(
                        TOPIC, last.position().topic(),
                        PARTITION, last.position().partition(),
                        OFFSET, last.position().offset(),
                        RECORD_TIME, last.recordTime(),
                        RECEIVED_AT, last.receivedAt(),
                        CLOCK_AHEAD, last.clockAhead())
                .forEach((name, value) -> headers.add(name, bytes(value)));
        if (last.referenceTime() != null) {
            headers.add(REFERENCE_TIME, bytes(last.referenceTime()));
        }
        return headers;
    }

    /** Returns the unit of a key; empty for a foreign key. */
    public static Optional<UnitId> unit(byte[] key) {
        try {
            return Optional.of(new UnitId(Long.parseLong(new String(key, StandardCharsets.US_ASCII))));
        } catch (IllegalArgumentException foreign) {
            return Optional.empty();
        }
    }

    /** Returns where in the feed the message was; empty for a foreign or malformed record. */
    public static Optional<RecordOffset> position(Headers headers) {
        try {
            return Optional.of(positionIn(headers));
        } catch (RuntimeException foreign) {
            return Optional.empty();
        }
    }

    /** Returns the position in a record; empty for a foreign or malformed record. */
    public static Optional<LastKnown> lastKnown(byte[] value, Headers headers) {
        try {
            RecordOffset position = positionIn(headers);
            Header reference = headers.lastHeader(REFERENCE_TIME);
            return Optional.of(new LastKnown(
                    value,
                    position,
                    Instant.parse(text(headers, RECORD_TIME)),
                    Instant.parse(text(headers, RECEIVED_AT)),
                    reference == null ? null : Instant.parse(text(headers, REFERENCE_TIME)),
                    Boolean.parseBoolean(text(headers, CLOCK_AHEAD)),
                    0));
        } catch (RuntimeException foreign) {
            return Optional.empty();
        }
    }

    private static RecordOffset positionIn(Headers headers) {
        return new RecordOffset(
                text(headers, TOPIC),
                Integer.parseInt(text(headers, PARTITION)),
                Long.parseLong(text(headers, OFFSET)));
    }

    private static String text(Headers headers, String name) {
        return new String(headers.lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(Object value) {
        return value.toString().getBytes(StandardCharsets.UTF_8);
    }
}
