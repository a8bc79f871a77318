package dev.fleetcast.channel.presence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.testing.GoldenRecords;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class PresenceTopicTest {

    @Test
    void recordsAreWrittenAsBefore() throws Exception {
        for (ConsumerRecord<byte[], byte[]> golden : GoldenRecords.of("fleetcast.presence")) {
            if (golden.value() != null) {
                PresenceRecord read = GoldenRecords.JSON.readValue(golden.value(), PresenceRecord.class);
                assertThat(GoldenRecords.JSON.writeValueAsString(read)).isEqualTo(GoldenRecords.value(golden));
            }
        }
    }
}
