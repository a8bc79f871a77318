/**
 * Kafka, below the features: topics, readers without a consumer group, bounded writers, JSON records.
 *
 * <p>In reading order: {@code Topics}, {@code TopicReader}, {@code ReadPartitions}, {@code LogBreak}, {@code
 * GroupReader}, {@code SteadyConsumer}, {@code JsonTopic}, {@code BoundedWriter}.
 */
package dev.fleetcast.kafka;
