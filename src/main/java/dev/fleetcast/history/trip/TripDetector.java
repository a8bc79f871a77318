package dev.fleetcast.history.trip;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the trips of one unit in its points, which come in their order. A deterministic state machine: {@link
 * DetectorState} is all it knows.
 */
final class TripDetector {

    private final TripRules rules;
    private final QuarterHour.Table quarters;
    private final List<Trip> trips = new ArrayList<>();
    private final List<TripStart> starts;
    private Point last;
    private Point previous;
    private Point suspect;
    private OpenTrip trip;
    private long offMillis;
    private long standingMillis;
    /** How a trip would begin at the previous point. */
    private Trip.Began beginning;

    /** @param quarters where movement is added */
    TripDetector(TripRules rules, DetectorState state, QuarterHour.Table quarters) {
        this.rules = rules;
        this.quarters = quarters;
        this.last = state.last();
        this.previous = state.previous();
        this.suspect = state.suspect();
        this.trip = state.trip();
        this.offMillis = state.offMillis();
        this.standingMillis = state.standingMillis();
        this.beginning = state.beginning();
        this.starts = new ArrayList<>(state.starts());
    }

    /** The trips that have ended, in their order. */
    List<Trip> trips() {
        return trips;
    }

    DetectorState state() {
        return new DetectorState(last, previous, suspect, trip, offMillis, standingMillis, beginning, starts);
    }

    /** @param point not before any other; ignored if it is the same as the last one */
    void add(Point point) {
        int order = last == null ? 1 : point.compareTo(last);
        if (order < 0) {
            throw new IllegalArgumentException("Points must come in their order");
        }
        if (order == 0) {
            return;
        }
        last = point.bare();
        if (suspect != null) {
            Point doubtful = suspect;
            suspect = null;
            if (!rules.isJump(doubtful, point)) {
                accept(doubtful);
            }
        }
        if (previous != null && rules.isJump(previous, point)) {
            suspect = point;
        } else {
            accept(point);
        }
    }

    private void accept(Point point) {
        if (previous == null) {
            previous = point;
            return;
        }
        boolean gap = point.at() - previous.at() > rules.gap().toMillis();
        Ignition known = point.ignition() != Ignition.UNKNOWN || gap ? point.ignition() : previous.ignition();
        Leg leg = Leg.between(previous, point.with(known), rules);
        // Its readings are needed until it is known whether a trip begins with it.
        previous = leg.to();
        switch (leg.kind()) {
            case GAP -> passGap();
            case DRIVING -> drive(leg);
            case STANDING -> stand(leg);
        }
    }

    private void passGap() {
        endTrip(Trip.Ended.GAP);
        beginning = Trip.Began.AFTER_GAP;
    }

    private void drive(Leg leg) {
        checkIgnition(leg);
        if (trip == null) {
            trip = OpenTrip.begin(leg.from(), beginning);
        }
        trip.pauses().stream().filter(pause -> !pause.engineOn()).forEach(quarters::idle);
        boolean speeding = leg.isSpeeding(rules);
        trip = trip.drive(leg, speeding);
        quarters.drive(leg, speeding);
        standingMillis = 0;
        beginning = Trip.Began.DRIVING;
    }

    private void stand(Leg leg) {
        checkIgnition(leg);
        beginning = Trip.Began.DRIVING;
        Pause pause = Pause.of(leg);
        if (pause.engineOn()) {
            // Idling wherever it belongs; without the engine only within a trip, which its next driving shows.
            quarters.idle(pause);
        }
        if (trip == null) {
            return;
        }
        trip = trip.stand(leg);
        standingMillis += leg.millis();
        if (standingMillis >= rules.stop().toMillis()) {
            endTrip(Trip.Ended.STANDING);
        }
    }

    private void checkIgnition(Leg leg) {
        if (trip == null) {
            return;
        }
        offMillis = leg.beginsWith(Ignition.OFF) ? offMillis + leg.millis() : 0;
        if (offMillis >= rules.ignitionOff().toMillis()) {
            endTrip(Trip.Ended.IGNITION_OFF);
        }
    }

    private void endTrip(Trip.Ended rule) {
        if (trip != null) {
            Trip ended = trip.end(rule);
            trips.add(ended);
            if (!ended.isDiscardable(rules)) {
                starts.add(ended.start());
            }
            trip = null;
            offMillis = 0;
            standingMillis = 0;
        }
    }
}
