/**
 * Channels: named logs of events that publishers push to and devices follow. All channels share one Kafka topic with one
 * partition, so that their events have one order and one id is enough to resume a feed of several.
 *
 * <p>Every replica reads the topic and keeps its newest part in memory ({@link dev.fleetcast.channel.log.ChannelLog});
 * older events are in the database ({@link dev.fleetcast.channel.archive.ChannelArchive}), written by a shared consumer
 * group. A feed is a position in that log without a queue of its own: a slow client falls behind, but loses nothing.
 * {@code ChannelReader} reads the topic and feeds all others.
 */
package dev.fleetcast.channel;
