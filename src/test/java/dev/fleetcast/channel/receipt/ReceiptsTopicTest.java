package dev.fleetcast.channel.receipt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.fleetcast.channel.log.ChannelConfig;
import dev.fleetcast.testing.GoldenRecords;
import dev.fleetcast.testing.JsonRecords;
import dev.fleetcast.testing.Settings;
import io.smallrye.reactive.messaging.kafka.Record;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class ReceiptsTopicTest {

    private final JsonRecords records = new JsonRecords();
    private final ReceiptsTopic topic =
            new ReceiptsTopic(records.topics(), records.out(), Settings.of(ChannelConfig.class, Map.of()));

    @Test
    void recordsAreReadAndWrittenAsBefore() {
        List<ConsumerRecord<byte[], byte[]>> golden = GoldenRecords.of("fleet.receipts");
        List<Receipt> read = new ArrayList<>();
        golden.forEach(each -> topic.read(each).ifPresent(read::add));

        read.forEach(topic::write);

        assertThat(records.out().sent())
                .extracting(Record::key, Record::value)
                .containsExactlyElementsOf(golden.stream()
                        .map(each -> tuple(new String(each.key(), UTF_8), GoldenRecords.value(each)))
                        .toList());
    }

    @Test
    void unknownMembersAreIgnoredAndLaterVersionsAreSkipped() {
        ConsumerRecord<byte[], byte[]> golden =
                GoldenRecords.of("fleet.receipts").get(0);

        assertThat(topic.read(GoldenRecords.with(golden, "\"v\":1,\"later\":{\"a\":[1]}")))
                .isPresent()
                .isEqualTo(topic.read(golden));
        assertThat(topic.read(GoldenRecords.with(golden, "\"v\":2"))).isEmpty();
        assertThat(records.skipped("newer")).isEqualTo(1);
        assertThat(records.skipped("invalid")).isZero();
    }
}
