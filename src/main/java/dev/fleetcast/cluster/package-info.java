/**
 * Communication between replicas over Kafka: known streams and their holders, requests for streams on other replicas,
 * marks of the feed.
 *
 * <p>In reading order: {@code ClusterStart}, {@code KafkaStreamTable}, {@code StreamLog}, {@code RequestForwarding},
 * {@code StreamCommands}, {@code KafkaUnitNotices}, {@code KafkaFeedMarks}, {@code FeedMarkSchedule}.
 */
package dev.fleetcast.cluster;
