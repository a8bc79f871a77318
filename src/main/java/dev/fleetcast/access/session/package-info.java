/**
 * Which sessions are live; their ends reach every replica over Kafka.
 *
 * <p>In reading order: {@code Sessions}, {@code SessionTable}, {@code SessionTopic}, {@code SessionRecord}, {@code
 * LiveSession}, {@code TokenSession}.
 */
package dev.fleetcast.access.session;
