package dev.fleetcast.kafka;

import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Where a {@link TopicReader} begins in partitions it has not read yet. */
@FunctionalInterface
public interface StartOffsets {

    /** From the oldest record still kept. */
    StartOffsets BEGINNING = Consumer::beginningOffsets;

    /**
     * Called on the reader's thread for partitions it sees for the first time.
     *
     * @return an offset for each of {@code partitions}
     */
    Map<TopicPartition, Long> of(Consumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions);
}
