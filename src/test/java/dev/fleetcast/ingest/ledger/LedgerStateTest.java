package dev.fleetcast.ingest.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LedgerStateTest {

    private static final TopicPartition PARTITION = new TopicPartition("feed", 0);

    /** The log holds the offsets 10 to 99; offsets of earlier releases carry no topic id. */
    @ParameterizedTest
    @CsvSource({"97, now, 3", "97, '', 3", "97, before, 90", "5, now, 90", "120, now, 0", "120, before, 90"})
    void offsetOfAFormerTopicDoesNotCount(long committed, String topicId, long lag) {
        assertThat(lag(Map.of(PARTITION, new OffsetAndMetadata(committed, topicId)), Optional.of("now")))
                .isEqualTo(lag);
    }

    @Test
    void withoutACommittedOffsetAllRecordsArePending() {
        assertThat(lag(Map.of(), Optional.of("now"))).isEqualTo(90);
    }

    @Test
    void whileTheTopicsIdIsUnknownTheOffsetCounts() {
        assertThat(lag(Map.of(PARTITION, new OffsetAndMetadata(97, "now")), Optional.empty()))
                .isEqualTo(3);
    }

    private static long lag(Map<TopicPartition, OffsetAndMetadata> committed, Optional<String> topicId) {
        return LedgerState.lag(Map.of(PARTITION, 10L), Map.of(PARTITION, 100L), committed, topic -> topicId);
    }
}
