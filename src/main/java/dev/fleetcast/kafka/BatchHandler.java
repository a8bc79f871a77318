package dev.fleetcast.kafka;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/** Handles the batch of one poll; called on the reader's thread, so a slow handler delays that reader only. */
@FunctionalInterface
public interface BatchHandler {

    void handle(ConsumerRecords<byte[], byte[]> batch);

    /**
     * Reading begins, or begins again after a topic was recreated: called before the start offsets are determined, and
     * before {@link #broken}.
     *
     * @param topicIds Kafka's id of each topic
     */
    default void begins(Map<String, String> topicIds) {}

    /** The log does not continue where it was read to. Called before the first batch from the new offsets. */
    default void broken(LogBreak at) {}
}
