package dev.fleetcast.channel;

/**
 * Places in the log of all channels. A place is the offset of the Kafka record, above it the number of the topic's
 * generation: a topic that was deleted and made anew begins again at offset zero, and its events still come after the old ones.
 *
 * @param generation the topic's
 * @param first the generation of the first topic of that name; begins somewhere at random, so that ids of another
 *     deployment's log, or of this one's before its database was lost, are not taken for places in this log
 */
record LogPosition(int generation, int first) {

    private static final int OFFSET_BITS = 40;

    /** The place of the record at that offset. */
    long of(long offset) {
        return base(generation) + offset;
    }

    /** The offset of a place in this generation; zero for places before it. */
    long offset(long position) {
        return Math.max(0, position - of(0));
    }

    /** Whether the place can have had an event. */
    boolean includes(long position) {
        return position >= base(first);
    }

    private static long base(int generation) {
        return (long) generation << OFFSET_BITS;
    }
}
