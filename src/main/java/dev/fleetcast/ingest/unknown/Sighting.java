package dev.fleetcast.ingest.unknown;

import java.time.Instant;

/**
 * Messages with one key that names no unit.
 *
 * @param key the key
 * @param messages their number
 * @param first when the first one was sent
 * @param last when the last one was sent
 * @param topic the topic of the last one
 * @param example the beginning of the last one; never modified
 */
record Sighting(String key, long messages, Instant first, Instant last, String topic, byte[] example) {

    /** This and a later one of the same key. */
    Sighting and(Sighting later) {
        return new Sighting(
                key,
                messages + later.messages,
                first.isBefore(later.first) ? first : later.first,
                last.isAfter(later.last) ? last : later.last,
                later.topic,
                later.example);
    }

    /** Omits the example: it may reveal the location of a person. */
    @Override
    public String toString() {
        return "Sighting[" + messages + " messages]";
    }
}
