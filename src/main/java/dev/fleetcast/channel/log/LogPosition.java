package dev.fleetcast.channel.log;

/**
 * Maps record offsets to positions in the log of all channels. A position combines the offset with the topic's
 * generation in the higher bits: a recreated topic starts again at offset zero, but its events still follow the old
 * ones.
 *
 * @param generation the topic's generation
 * @param first the generation of the first topic of that name. It is random, so that ids from another deployment's log,
 *     or from before the database was lost, are not mistaken for positions in this log
 */
public record LogPosition(int generation, int first) {

    private static final int OFFSET_BITS = 40;

    /** The position of the record at that offset. */
    public long of(long offset) {
        return base(generation) + offset;
    }

    /** The offset of a position in this generation; zero for earlier positions. */
    public long offset(long position) {
        return Math.max(0, position - of(0));
    }

    /** True if the position may have had an event. */
    public boolean includes(long position) {
        return position >= base(first);
    }

    private static long base(int generation) {
        return (long) generation << OFFSET_BITS;
    }
}
