package dev.fleetcast.ingest.ledger;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A record that could not be used, shown to operators.
 *
 * @param at when it was produced
 * @param reason why it could not be used
 * @param topic its original topic
 * @param partition its original partition
 * @param offset its original offset
 * @param key its key, as text
 * @param value the first 1,000 bytes of its value, as text; null for a record without a value
 */
record DeadLetter(
        Instant at,
        @Schema(nullable = true) String reason,
        @Schema(nullable = true) String topic,
        @Schema(nullable = true) String partition,
        @Schema(nullable = true) String offset,
        @Schema(nullable = true) String key,
        @Schema(nullable = true) String value) {

    private static final int SHOWN_BYTES = 1_000;

    static DeadLetter of(ConsumerRecord<byte[], byte[]> letter) {
        return new DeadLetter(
                Instant.ofEpochMilli(letter.timestamp()),
                header(letter, "fleetcast-reason"),
                header(letter, "fleetcast-topic"),
                header(letter, "fleetcast-partition"),
                header(letter, "fleetcast-offset"),
                text(letter.key()),
                text(letter.value()));
    }

    private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        Header header = letter.headers().lastHeader(name);
        return header == null ? null : text(header.value());
    }

    private static String text(byte[] bytes) {
        return bytes == null ? null : new String(bytes, 0, Math.min(bytes.length, SHOWN_BYTES), StandardCharsets.UTF_8);
    }

    /** Omits key and value: they may reveal the location of a person. */
    @Override
    public String toString() {
        return "DeadLetter[" + topic + '-' + partition + '@' + offset + ": " + reason + ']';
    }
}
