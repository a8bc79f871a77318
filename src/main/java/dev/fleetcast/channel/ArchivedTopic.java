package dev.fleetcast.channel;

/**
 * A topic that is archived.
 *
 * @param id Kafka's id of it, which a topic deleted and made anew does not share
 * @param position what its records' offsets mean
 */
record ArchivedTopic(String id, LogPosition position) {}
