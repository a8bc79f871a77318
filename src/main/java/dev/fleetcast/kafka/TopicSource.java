package dev.fleetcast.kafka;

import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;

/** Where a {@link TopicReader} reads from. */
public interface TopicSource {

    /** A consumer of raw records, of no group, that fails where an offset is gone; the caller closes it. */
    Consumer<byte[], byte[]> consumer();

    /** Kafka's id of a topic, as it was lately; empty while it is not known. Does not block. */
    Optional<String> idOf(String topic);
}
