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

    /** Whether positions decide which units are in it. */
    public boolean isRegion() {
        return area instanceof Area.Region;
    }
}
