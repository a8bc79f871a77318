package dev.fleetcast.channel.archive;

import dev.fleetcast.channel.log.LogPosition;

/**
 * An archived topic.
 *
 * @param id Kafka's topic id, which changes when the topic is recreated
 * @param position maps its offsets to positions
 */
record ArchivedTopic(String id, LogPosition position) {}
