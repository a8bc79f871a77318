package dev.fleetcast.history.trip;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.List;

/**
 * All that a detector knows from the points so far: the same state and the same further points find the same trips.
 *
 * @param last the newest point; null before the first
 * @param previous the newest point that is not a spike, with the ignition known there; null before the first
 * @param suspect the newest point, if it is far from the previous one: the next point decides whether it is a spike
 * @param trip the trip that has not ended; null for none
 * @param offMillis how long the ignition has been off during this trip, to now
 * @param standingMillis how long the unit has stood during this trip, to now
 * @param beginning how a trip would begin at the previous point
 * @param starts of the trips that have ended and are not discardable, of the {@link #RECENT} time before the last point
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
record DetectorState(
        Point last,
        Point previous,
        Point suspect,
        OpenTrip trip,
        long offMillis,
        long standingMillis,
        Trip.Began beginning,
        List<TripStart> starts) {

    /** Longer than any day. */
    static final Duration RECENT = Duration.ofHours(26);

    static final DetectorState START =
            new DetectorState(null, null, null, null, 0, 0, Trip.Began.FIRST_DATA, List.of());

    DetectorState {
        long oldest = last == null ? 0 : last.at() - RECENT.toMillis();
        starts = starts == null
                ? List.of()
                : starts.stream().filter(start -> start.at() >= oldest).toList();
    }

    /** True if the point comes after all so far. */
    boolean isBefore(Point point) {
        return last == null || last.compareTo(point) < 0;
    }
}
