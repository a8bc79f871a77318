package dev.fleetcast.history.read;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.history.answer.ActiveTripAnswer;
import dev.fleetcast.history.day.Days;
import dev.fleetcast.history.day.Span;
import dev.fleetcast.history.trip.Point;
import dev.fleetcast.history.trip.Trip;
import dev.fleetcast.history.trip.TripProgress;
import dev.fleetcast.history.trip.TripRules;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/** Tells of the messages of one unit, in ascending order, which trip of their day they are in. Not thread-safe. */
final class TripsOfDay {

    private final List<Trip> trips;
    private final TripRules rules;
    private int next;
    private TripProgress progress;

    /** @param trips those that the caller may see, in their order, from the first local day on */
    TripsOfDay(List<Trip> trips, TripRules rules) {
        this.trips = trips;
        this.rules = rules;
    }

    /** Where reading must begin to know how far the trip at that time has come. */
    Instant beginningOf(Instant time) {
        return trips.stream()
                .filter(trip -> contains(trip, time.toEpochMilli()))
                .map(trip -> Instant.ofEpochMilli(trip.from().at()))
                .findFirst()
                .orElse(time);
    }

    /** Takes the next position. */
    void add(Point point) {
        moveTo(point.at());
        if (isWithin(point.at())) {
            progress.add(point);
        }
    }

    /** Adds to the message what is known of the trips of its day, unless its sender has. */
    void addTo(ObjectNode message, Instant time, ZoneId zone) {
        long millis = time.toEpochMilli();
        moveTo(millis);
        boolean within = isWithin(millis);
        Days days = new Days(zone);
        Span day = days.day(days.date(time));
        long number = 0;
        for (int i = 0; i < trips.size() && trips.get(i).from().at() <= millis; i++) {
            Trip trip = trips.get(i);
            boolean counts = !trip.isDiscardable(rules) || (within && i == next);
            if (counts && day.contains(Instant.ofEpochMilli(trip.from().at()))) {
                number++;
            }
        }
        ActiveTripAnswer.addTo(
                message, number, within ? trips.get(next).start() : null, within ? progress.movement() : null, zone);
    }

    private void moveTo(long millis) {
        while (next < trips.size() && trips.get(next).to().at() < millis) {
            next++;
            progress = null;
        }
        if (isWithin(millis) && progress == null) {
            progress = new TripProgress(trips.get(next), rules);
        }
    }

    private boolean isWithin(long millis) {
        return next < trips.size() && contains(trips.get(next), millis);
    }

    private static boolean contains(Trip trip, long millis) {
        return trip.from().at() <= millis && millis <= trip.to().at();
    }
}
