package dev.fleetcast.channel.presence;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.fleetcast.testing.GoldenRecords;
import dev.fleetcast.testing.JsonRecords;
import io.smallrye.reactive.messaging.kafka.Record;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class PresenceTopicTest {

    private final JsonRecords records = new JsonRecords();
    private final PresenceTopic topic = new PresenceTopic(records.topics(), records.out());

    @Test
    void recordsAreReadAndWrittenAsBefore() {
        List<ConsumerRecord<byte[], byte[]>> golden = GoldenRecords.of("fleetcast.presence");
        List<String> removed = new ArrayList<>();
        golden.forEach(each -> topic.read(each, new PresenceTopic.Handler() {

            @Override
            public void written(String feed, PresenceRecord session) {
                topic.write(feed, session);
            }

            @Override
            public void removed(String feed) {
                removed.add(feed);
            }
        }));

        assertThat(records.out().sent())
                .extracting(Record::key, Record::value)
                .containsExactlyElementsOf(golden.stream()
                        .map(each -> tuple(
                                new String(each.key(), UTF_8),
                                each.value() == null ? null : GoldenRecords.value(GoldenRecords.with(each, "\"v\":1"))))
                        .toList());
        assertThat(removed).containsExactly("bnJiRm8lLHdyXXsz");
    }

    @Test
    void unknownMembersAreIgnoredAndLaterVersionsAreSkipped() {
        ConsumerRecord<byte[], byte[]> golden =
                GoldenRecords.of("fleetcast.presence").get(0);
        List<PresenceRecord> read = new ArrayList<>();
        PresenceTopic.Handler handler = new PresenceTopic.Handler() {

            @Override
            public void written(String feed, PresenceRecord session) {
                read.add(session);
            }

            @Override
            public void removed(String feed) {
                throw new AssertionError(feed);
            }
        };

        topic.read(golden, handler);
        topic.read(GoldenRecords.with(golden, "\"v\":1,\"later\":{\"a\":[1]}"), handler);

        assertThat(topic.read(GoldenRecords.with(golden, "\"v\":2"), handler)).isFalse();
        assertThat(read).hasSize(2).containsOnly(read.get(0));
        assertThat(records.skipped("newer")).isEqualTo(1);
        assertThat(records.skipped("invalid")).isZero();
    }
}
