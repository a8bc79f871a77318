/**
 * The control topics: their records and their formats.
 *
 * <p>In reading order: {@code ControlTopics}, {@code StreamsTopic}, {@code StoredStream}, {@code CommandsTopic},
 * {@code Command}, {@code MarksTopic}.
 */
package dev.fleetcast.cluster.topic;
