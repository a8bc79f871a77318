package dev.fleetcast.kafka;

import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;

/** The source of a {@link TopicReader}. */
public interface TopicSource {

    /**
     * Creates a consumer of raw records without a group that fails at an offset that no longer exists; the caller
     * closes it.
     */
    Consumer<byte[], byte[]> consumer();

    /** Returns Kafka's recent id of a topic; empty while unknown. Does not block. */
    Optional<String> idOf(String topic);
}
