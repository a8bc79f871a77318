package dev.fleetcast.history.current;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.history.answer.ActiveTripAnswer;
import dev.fleetcast.history.day.Days;
import dev.fleetcast.history.day.Span;
import dev.fleetcast.history.trip.CurrentTrips;
import dev.fleetcast.history.trip.CurrentTrips.Active;
import dev.fleetcast.history.trip.TripStart;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/**
 * The current trips of a unit, without those of former owners. Immutable.
 *
 * @param client the owner
 * @param at the time of the unit's newest point that is recorded, in milliseconds since the epoch
 * @param starts when the trips of the last day began that have ended and are not discardable, likewise
 * @param active the trip that has not ended; null for none
 */
public record OwnedTrips(long client, long at, List<Long> starts, Active active) {

    public OwnedTrips {
        starts = List.copyOf(starts);
    }

    /** @param foreign the assignments of the unit to former owners */
    public static OwnedTrips of(CurrentTrips trips, long client, Set<Long> foreign) {
        List<Long> starts = trips.starts().stream()
                .filter(start -> !foreign.contains(start.assignment()))
                .map(TripStart::at)
                .toList();
        Active active = trips.active();
        boolean own = active != null && !foreign.contains(active.start().assignment());
        return new OwnedTrips(client, trips.at(), starts, own ? active : null);
    }

    /**
     * Adds to a message of the unit which trip of its day it belongs to, unless its sender has. Adds nothing to a message
     * before the newest point, if it is not within the active trip: what was then is not known here.
     *
     * @param gap without data for so long, a trip has ended
     */
    void addTo(ObjectNode message, Instant time, ZoneId zone, Duration gap) {
        long millis = time.toEpochMilli();
        boolean over = active != null && millis > at + gap.toMillis();
        boolean within = active != null && !over && millis >= active.start().at();
        if (millis < at && !within) {
            return;
        }
        Days days = new Days(zone);
        Span day = days.day(days.date(time));
        long number = starts.stream()
                .filter(start -> start <= millis && day.contains(Instant.ofEpochMilli(start)))
                .count();
        boolean counts = within || (over && !active.discardable());
        if (counts && day.contains(Instant.ofEpochMilli(active.start().at()))) {
            number++;
        }
        ActiveTripAnswer.addTo(
                message, number, within ? active.start() : null, within ? active.movement() : null, zone);
    }
}
