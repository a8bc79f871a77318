package dev.fleetcast.device.key;

import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The place of a record in Kafka.
 *
 * @param generation Kafka's id of the topic, which a recreated topic does not share
 * @param timestamp of the record, because Kafka assigns the offsets of a truncated log again
 */
public record EventPlace(String generation, int partition, long offset, long timestamp) {

    public static EventPlace of(String generation, ConsumerRecord<?, ?> record) {
        return new EventPlace(generation, record.partition(), record.offset(), record.timestamp());
    }

    @Override
    public String toString() {
        return generation + ':' + partition + ':' + offset + ':' + timestamp;
    }
}
