package dev.fleetcast.access.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.testing.GoldenRecords;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class SessionTopicTest {

    @Test
    void recordsAreWrittenAsBefore() throws Exception {
        for (ConsumerRecord<byte[], byte[]> golden : GoldenRecords.of("fleetcast.sessions")) {
            if (golden.value() != null) {
                SessionRecord read = GoldenRecords.JSON.readValue(golden.value(), SessionRecord.class);
                assertThat(GoldenRecords.JSON.writeValueAsString(read)).isEqualTo(GoldenRecords.value(golden));
            }
        }
    }
}
