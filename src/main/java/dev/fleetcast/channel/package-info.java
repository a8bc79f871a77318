/**
 * Channels: named logs of events that publishers push to and devices follow. All channels share one Kafka topic with one
 * partition, so that their events have one order and one id is enough to resume a feed of several.
 *
 * <p>Every replica reads the topic and keeps its newest part ({@link dev.fleetcast.channel.ChannelLog}); what is older is
 * in the database ({@link dev.fleetcast.channel.ChannelArchive}), where a shared consumer group writes it. A feed is a
 * position in that log, and has no queue of its own: a slow client falls back, and loses nothing.
 */
package dev.fleetcast.channel;
