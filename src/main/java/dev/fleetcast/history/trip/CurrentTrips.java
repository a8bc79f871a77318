package dev.fleetcast.history.trip;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What is known of a unit's trips at its newest point. Immutable.
 *
 * @param at the time of that point, in milliseconds since the epoch
 * @param starts of the trips that have ended and are not discardable, of the 26 hours before
 * @param active the trip that has not ended; null for none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CurrentTrips(long at, List<TripStart> starts, Active active) {

    /**
     * A trip that has not ended.
     *
     * @param movement what it adds up to, to its last movement
     * @param discardable whether it is still too short to matter
     */
    public record Active(TripStart start, Movement movement, boolean discardable) {}
}
