package dev.fleetcast.kafka;

import org.apache.kafka.clients.consumer.ConsumerRecords;

/** Handles the batch of one poll; called on the reader's thread, so a slow handler delays that reader only. */
@FunctionalInterface
public interface BatchHandler {

    void handle(ConsumerRecords<byte[], byte[]> batch);

    /** The log does not continue where it was read to. Called before the first batch from the new offsets. */
    default void broken(LogBreak at) {}
}
