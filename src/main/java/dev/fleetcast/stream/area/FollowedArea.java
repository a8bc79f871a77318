package dev.fleetcast.stream.area;

import dev.fleetcast.stream.event.DeliveryMode;

/**
 * An area that a stream follows.
 *
 * @param area what determines the units
 * @param mode what the stream receives of each unit
 * @param maxUnits the maximum number of units
 * @param request the client's request as JSON, from which {@link AreaRequest#parse} makes an equal area
 */
public record FollowedArea(Area area, DeliveryMode mode, int maxUnits, String request) {

    private static final int AREA_BYTES = 1_000;
    /** A parsed filter takes some twenty times the memory of its text. */
    private static final int BYTES_PER_FILTER_CHARACTER = 20;
    /** Its text, which is mostly numbers, and what is made of them. */
    private static final int BYTES_PER_CHARACTER = 3;

    /** The same with another maximum number of units; not for saving. */
    public FollowedArea atMost(int units) {
        return new FollowedArea(area, mode, units, request);
    }

    /** An estimate of the memory that it takes, without its units. */
    long bytes() {
        int filter = mode.filter() == null ? 0 : mode.filter().text().length();
        return AREA_BYTES + (long) BYTES_PER_CHARACTER * request.length() + BYTES_PER_FILTER_CHARACTER * filter;
    }

    /** Whether positions decide which units are in it. */
    public boolean isRegion() {
        return area instanceof Area.Region;
    }
}
