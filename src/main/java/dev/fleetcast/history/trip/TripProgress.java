package dev.fleetcast.history.trip;

import java.util.List;

/** How far a trip had come at each of its points. For one thread. */
public final class TripProgress {

    private final TripDetector detector;

    public TripProgress(Trip trip, TripRules rules) {
        Point from = trip.from();
        DetectorState state = new DetectorState(from, from, null, null, 0, 0, trip.began(), List.of());
        this.detector = new TripDetector(rules, state, new QuarterHour.Table(List.of()));
    }

    /** Adds the next point of the trip; a repeated one changes nothing. */
    public void add(Point point) {
        if (point.compareTo(detector.state().last()) > 0) {
            detector.add(point);
        }
    }

    /** What the trip adds up to at the last point, to its last movement. */
    public Movement movement() {
        OpenTrip open = detector.state().trip();
        return open == null ? Movement.NONE : open.sums().movement();
    }
}
