package dev.fleetcast.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class GroupOffsetsTest {

    private static final TopicPartition PARTITION = new TopicPartition("topic", 0);

    private final GroupOffsets offsets = new GroupOffsets(Set.of("topic"), topic -> Optional.of("id"));

    @Test
    void offsetsAreTakenOnceTheirBatchesAreAcknowledged() {
        assertThat(offsets.begin()).isTrue();
        assertThat(offsets.areTaken()).isTrue();

        Runnable first = offsets.batch(batch(0));
        Runnable second = offsets.batch(batch(1));
        first.run();

        assertThat(offsets.areTaken()).isFalse();
        assertThat(next()).isEqualTo(1);
        assertThat(offsets.areTaken()).isFalse();
        second.run();
        assertThat(next()).isEqualTo(2);
        assertThat(offsets.areTaken()).isTrue();
    }

    private long next() {
        return offsets.take(Set.of(PARTITION)).get(PARTITION).offset();
    }

    private static ConsumerRecords<byte[], byte[]> batch(long offset) {
        ConsumerRecord<byte[], byte[]> only = new ConsumerRecord<>("topic", 0, offset, null, new byte[0]);
        return new ConsumerRecords<>(
                Map.of(PARTITION, List.of(only)), Map.of(PARTITION, new OffsetAndMetadata(offset + 1)));
    }
}
