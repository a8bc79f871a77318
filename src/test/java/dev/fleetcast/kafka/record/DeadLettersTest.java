package dev.fleetcast.kafka.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.fleetcast.ingest.TestRecord;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class DeadLettersTest {

    @Test
    void recordIsSentUnchangedWithReasonAndOriginAsHeaders() {
        ConsumerRecord<byte[], byte[]> record =
                TestRecord.at(42, "key", new byte[] {0, -1, 13}, "ce_id", "7", "fleetcast-reason", "its own");

        ProducerRecord<byte[], byte[]> letter = DeadLetters.of("fleet.telemetry.dlq", record, "value: is wrong");

        assertThat(letter.topic()).isEqualTo("fleet.telemetry.dlq");
        assertThat(letter.partition()).isNull();
        assertThat(letter.timestamp()).isEqualTo(TestRecord.TIMESTAMP);
        assertThat(letter.key()).isSameAs(record.key());
        assertThat(letter.value()).isSameAs(record.value());
        assertThat(letter.headers())
                .extracting(header -> header.key(), header -> new String(header.value(), StandardCharsets.UTF_8))
                .containsExactly(
                        tuple("ce_id", "7"),
                        tuple("fleetcast-reason", "its own"),
                        tuple("fleetcast-reason", "value: is wrong"),
                        tuple("fleetcast-topic", "fleet.telemetry"),
                        tuple("fleetcast-partition", "3"),
                        tuple("fleetcast-offset", "42"));
        assertThat(record.headers()).hasSize(2);
    }

    @Test
    void recordWithoutKeyAndValueIsSentToo() {
        ConsumerRecord<byte[], byte[]> record = TestRecord.of(null, (byte[]) null);

        ProducerRecord<byte[], byte[]> letter =
                DeadLetters.of("fleet.telemetry.dlq", record, "value: must not be null");

        assertThat(letter.key()).isNull();
        assertThat(letter.value()).isNull();
    }

    @Test
    void recordWithoutTimestampIsSentToo() {
        ConsumerRecord<byte[], byte[]> record = TestRecord.at(1, ConsumerRecord.NO_TIMESTAMP, "key", new byte[0]);

        assertThat(DeadLetters.of("fleet.telemetry.dlq", record, "why").timestamp())
                .isNull();
    }
}
