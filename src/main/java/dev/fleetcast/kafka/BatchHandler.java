package dev.fleetcast.kafka;

import org.apache.kafka.clients.consumer.ConsumerRecords;

/** Takes what one poll brought; called on the reader's thread, so a slow handler slows the reading, nothing else. */
@FunctionalInterface
public interface BatchHandler {

    void handle(ConsumerRecords<byte[], byte[]> batch);

    /** Reading does not go on where it was. Called before the first batch from the new place. */
    default void broken(LogBreak at) {}
}
