package dev.fleetcast.channel.archive;

import dev.fleetcast.channel.log.LogPosition;

/**
 * One generation of an archived topic: its records from an offset on.
 *
 * @param id its key in the database: Kafka's topic id, which changes when the topic is recreated; with a suffix for a
 *     generation that began when the log was cut
 * @param start the offset at which the generation began
 * @param position maps its offsets to positions
 */
record ArchivedTopic(String id, long start, LogPosition position) {

    private static final char SEPARATOR = '@';

    /** The key of the generation of a topic that began at that offset because the log was cut. */
    static String idAfterCut(String kafkaId, int generation, long start) {
        return kafkaId + SEPARATOR + generation + SEPARATOR + start;
    }

    static ArchivedTopic of(String id, LogPosition position) {
        int last = id.lastIndexOf(SEPARATOR);
        return new ArchivedTopic(id, last < 0 ? 0 : Long.parseLong(id.substring(last + 1)), position);
    }

    /** Kafka's topic id. */
    String kafkaId() {
        int first = id.indexOf(SEPARATOR);
        return first < 0 ? id : id.substring(0, first);
    }
}
