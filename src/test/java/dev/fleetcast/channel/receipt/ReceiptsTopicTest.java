package dev.fleetcast.channel.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.testing.GoldenRecords;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class ReceiptsTopicTest {

    @Test
    void recordsAreWrittenAsBefore() throws Exception {
        for (ConsumerRecord<byte[], byte[]> golden : GoldenRecords.of("fleet.receipts")) {
            if (golden.value() != null) {
                Receipt read = GoldenRecords.JSON.readValue(golden.value(), Receipt.class);
                assertThat(GoldenRecords.JSON.writeValueAsString(read)).isEqualTo(GoldenRecords.value(golden));
            }
        }
    }
}
