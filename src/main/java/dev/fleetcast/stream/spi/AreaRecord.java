package dev.fleetcast.stream.spi;

/**
 * The area of a stream, and what the stream's client was told about it: the part of the stream's record that concerns
 * the area. Immutable.
 *
 * @param request the client's request as JSON; null without an area
 * @param visits the units that are in it, and some that have left
 * @param limit the newest {@code area_limit} of the area; null without one
 */
public record AreaRecord(String request, PackedVisits visits, Limit limit) {

    /** No area, and nothing to be told. */
    public static final AreaRecord NONE = new AreaRecord(null, PackedVisits.NOTHING, null);

    /**
     * An event {@code area_limit}.
     *
     * @param change its number among the changes of the stream
     * @param units the number of units in the area
     * @param maxUnits the maximum number that the stream follows
     */
    public record Limit(int change, int units, int maxUnits) {

        /** Whether there are units that the stream does not follow. */
        public boolean isExceeded() {
            return units > maxUnits;
        }
    }

    /** The size in bytes, of what depends on the client. */
    public int size() {
        return visits.size() + (request == null ? 0 : request.length());
    }
}
