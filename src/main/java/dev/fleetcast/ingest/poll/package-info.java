/**
 * The feed for clients that poll it: pages of messages, each with a cursor for the next.
 *
 * <p>In reading order: {@code FeedResource}, {@code PolledFeed}, {@code Poll}, {@code FeedCursors}, {@code FeedPage}.
 */
package dev.fleetcast.ingest.poll;
