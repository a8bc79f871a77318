/**
 * Kafka, below the features: topics, readers without a consumer group, and the reader of a group.
 *
 * <p>In reading order: {@code Topics}, {@code TopicLookup}, {@code ConsumerThread}, {@code TopicReader}, {@code
 * ReadPartitions}, {@code LogBreak}, {@code EachRecord}, {@code GroupReader}, {@code GroupOffsets}, {@code BatchWork},
 * {@code KafkaClients}.
 */
package dev.fleetcast.kafka;
