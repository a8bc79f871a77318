package dev.fleetcast.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.LogTruncationException;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReadPartitionsTest {

    private static final String TOPIC = "topic";
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC, 0);

    private static final TopicPartition OTHER = new TopicPartition(TOPIC, 1);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("none");
    private final List<Map<String, String>> begun = new ArrayList<>();
    private String id = "id";
    private final ReadPartitions partitions =
            new ReadPartitions(Set.of(TOPIC), this::starts, topic -> Optional.of(id), begun::add);

    private Map<TopicPartition, Long> starts(Consumer<?, ?> asked, Collection<TopicPartition> found) {
        assertThat(begun).hasSize(1);
        return Map.of(PARTITION, 100L, OTHER, 100L);
    }

    @BeforeEach
    void begin() {
        consumer.updatePartitions(
                TOPIC,
                List.of(
                        new PartitionInfo(TOPIC, 0, null, new Node[0], new Node[0]),
                        new PartitionInfo(TOPIC, 1, null, new Node[0], new Node[0])));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 10L, OTHER, 10L));
        consumer.updateEndOffsets(Map.of(OTHER, 100L));
        partitions.discover(consumer);
    }

    @Test
    void idsOfTheTopicsAreReportedBeforeTheirOffsets() {
        assertThat(begun).containsExactly(Map.of(TOPIC, "id"));

        id = "another";
        assertThat(partitions.recreated(consumer)).map(LogBreak::cause).contains(LogBreak.Cause.RECREATED);

        assertThat(begun).containsExactly(Map.of(TOPIC, "id"), Map.of(TOPIC, "another"));
        assertThat(partitions.recreatedTopics()).isEmpty();
    }

    @Test
    void logThatBecameShorterIsReadFromItsEnd() {
        consumer.updateEndOffsets(Map.of(PARTITION, 60L));

        LogBreak found =
                partitions.outOfRange(consumer, new OffsetOutOfRangeException(Map.of(PARTITION, 100L)), Duration.ZERO);

        assertThat(found).isEqualTo(new LogBreak(LogBreak.Cause.CUT, Map.of(PARTITION, 60L)));
        assertThat(consumer.position(PARTITION)).isEqualTo(100);
        partitions.continueAfter(found, consumer);
        assertThat(consumer.position(PARTITION)).isEqualTo(60);
    }

    @Test
    void anotherConsumerContinuesAfterTheBreak() {
        partitions.continueAfter(new LogBreak(LogBreak.Cause.CUT, Map.of(PARTITION, 60L)), consumer);

        MockConsumer<byte[], byte[]> another = new MockConsumer<>("none");
        partitions.assignTo(another);

        assertThat(another.position(PARTITION)).isEqualTo(60);
        assertThat(another.position(OTHER)).isEqualTo(100);
    }

    @Test
    void truncatedLogThatGrewAgainIsReadFromTheTruncation() {
        consumer.updateEndOffsets(Map.of(PARTITION, 200L));

        LogBreak found = partitions.outOfRange(
                consumer,
                new LogTruncationException(Map.of(PARTITION, 100L), Map.of(PARTITION, new OffsetAndMetadata(70))),
                Duration.ZERO);

        assertThat(found).isEqualTo(new LogBreak(LogBreak.Cause.CUT, Map.of(PARTITION, 70L)));
    }

    @Test
    void logWithExpiredRecordsIsReadFromItsFirstRecord() {
        consumer.updateBeginningOffsets(Map.of(PARTITION, 150L));
        consumer.updateEndOffsets(Map.of(PARTITION, 200L));

        LogBreak found =
                partitions.outOfRange(consumer, new OffsetOutOfRangeException(Map.of(PARTITION, 100L)), Duration.ZERO);

        assertThat(found).isEqualTo(new LogBreak(LogBreak.Cause.EXPIRED, Map.of(PARTITION, 150L)));
    }

    @Test
    void breaksOfSeveralPartitionsAreReportedTogether() {
        consumer.updateEndOffsets(Map.of(PARTITION, 60L, OTHER, 100L));
        consumer.schedulePollTask(() -> consumer.setPollException(
                new LogTruncationException(Map.of(OTHER, 100L), Map.of(OTHER, new OffsetAndMetadata(80)))));

        LogBreak found = partitions.outOfRange(
                consumer, new OffsetOutOfRangeException(Map.of(PARTITION, 100L)), Duration.ofMillis(500));

        assertThat(found.next()).isEqualTo(Map.of(PARTITION, 60L, OTHER, 80L));
        assertThat(consumer.paused()).isEmpty();
    }

    @Test
    void partitionFromWhichNothingWasReadIsPartOfTheBreak() {
        consumer.updateEndOffsets(Map.of(PARTITION, 60L, OTHER, 50L));

        LogBreak found =
                partitions.outOfRange(consumer, new OffsetOutOfRangeException(Map.of(PARTITION, 100L)), Duration.ZERO);

        assertThat(found.next()).isEqualTo(Map.of(PARTITION, 60L, OTHER, 50L));
    }

    @Test
    void partitionsWhoseRecordsWereDeletedAreOneBreak() {
        consumer.updateBeginningOffsets(Map.of(PARTITION, 150L, OTHER, 120L));
        consumer.updateEndOffsets(Map.of(PARTITION, 200L, OTHER, 200L));

        LogBreak found =
                partitions.outOfRange(consumer, new OffsetOutOfRangeException(Map.of(PARTITION, 100L)), Duration.ZERO);

        assertThat(found).isEqualTo(new LogBreak(LogBreak.Cause.EXPIRED, Map.of(PARTITION, 150L, OTHER, 120L)));
    }
}
