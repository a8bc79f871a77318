/**
 * The control topics: their records and how they are written and read back.
 *
 * <p>In reading order: {@code ControlTopics}, {@code StreamsTopic}, {@code StoredStream}, {@code Claim}, {@code
 * CommandsTopic}, {@code Command}, {@code TopicWriter}, {@code ReadBack}.
 */
package dev.fleetcast.cluster.topic;
