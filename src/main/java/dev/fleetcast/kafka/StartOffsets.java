package dev.fleetcast.kafka;

import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** The offsets at which a {@link TopicReader} starts new partitions. */
@FunctionalInterface
public interface StartOffsets {

    /** The oldest retained record. */
    StartOffsets BEGINNING = Consumer::beginningOffsets;

    /**
     * Called on the reader's thread for new partitions.
     *
     * @return an offset for each of {@code partitions}
     */
    Map<TopicPartition, Long> of(Consumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions);
}
