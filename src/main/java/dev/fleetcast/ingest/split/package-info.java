/**
 * Topics whose records have several messages each.
 *
 * <p>A message of the feed is known by its topic, partition and offset everywhere: in event ids, in the past, in last known
 * positions. So records with several messages are split into records of a topic of the feed before anything else reads
 * them. In reading order: {@code SplitStart}, {@code Splitter}.
 */
package dev.fleetcast.ingest.split;
