package dev.fleetcast.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PartitionLimitTest {

    private final AtomicInteger givenUp = new AtomicInteger();
    private final AtomicInteger handled = new AtomicInteger();
    private final PartitionLimit width = new PartitionLimit(givenUp::incrementAndGet);

    @Test
    void feedAsWideAsPossibleIsRead() {
        start(64);

        assertThat(givenUp).hasValue(0);
    }

    @Test
    void tooManyPartitionsStopTheStart() {
        start(65);

        assertThat(givenUp).hasValue(1);
    }

    @Test
    void feedThatGrowsIsReadOn() {
        start(64);

        width.checking(batch -> handled.incrementAndGet()).handle(batch(64));
        width.checking(batch -> handled.incrementAndGet()).handle(batch(65));

        assertThat(handled).hasValue(2);
        assertThat(givenUp).hasValue(0);
    }

    private void start(int partitions) {
        Set<TopicPartition> found = IntStream.range(0, partitions)
                .mapToObj(partition -> new TopicPartition("feed", partition))
                .collect(Collectors.toSet());
        width.checking((consumer, asked) -> Map.of()).of(null, found);
    }

    private static ConsumerRecords<byte[], byte[]> batch(int partition) {
        return new ConsumerRecords<>(
                Map.of(new TopicPartition("feed", partition), List.of(TestRecord.of("1", "{}"))), Map.of());
    }
}
