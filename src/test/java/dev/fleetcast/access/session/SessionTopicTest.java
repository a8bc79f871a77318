package dev.fleetcast.access.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.fleetcast.access.AccessConfig;
import dev.fleetcast.testing.GoldenRecords;
import dev.fleetcast.testing.JsonRecords;
import dev.fleetcast.testing.Settings;
import io.smallrye.reactive.messaging.kafka.Record;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class SessionTopicTest {

    private final JsonRecords records = new JsonRecords();
    private final SessionTopic topic =
            new SessionTopic(Settings.of(AccessConfig.class, Map.of()), null, records.topics(), records.out());

    @Test
    void recordsAreReadAndWrittenAsBefore() {
        List<ConsumerRecord<byte[], byte[]>> golden = GoldenRecords.of("fleetcast.sessions");
        List<SessionRecord> read = new ArrayList<>();
        golden.forEach(each -> topic.accept(each, read::add));

        read.forEach(topic::publish);

        assertThat(records.out().sent())
                .extracting(Record::key, Record::value)
                .containsExactlyElementsOf(golden.stream()
                        .map(each -> tuple(
                                new String(each.key(), UTF_8),
                                GoldenRecords.value(GoldenRecords.with(each, "\"v\":1"))))
                        .toList());
    }

    @Test
    void unknownMembersAreIgnoredAndLaterVersionsAreSkipped() {
        ConsumerRecord<byte[], byte[]> golden =
                GoldenRecords.of("fleetcast.sessions").get(0);
        List<SessionRecord> read = new ArrayList<>();

        topic.accept(golden, read::add);
        topic.accept(GoldenRecords.with(golden, "\"v\":1,\"later\":{\"a\":[1]}"), read::add);
        topic.accept(GoldenRecords.with(golden, "\"v\":2"), read::add);

        assertThat(read).hasSize(2).containsOnly(read.get(0));
        assertThat(records.skipped("newer")).isEqualTo(1);
        assertThat(records.skipped("invalid")).isZero();
    }
}
