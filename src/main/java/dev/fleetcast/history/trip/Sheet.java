package dev.fleetcast.history.trip;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;

/**
 * What was found in the points of one unit and UTC day. Depends on nothing but the state before that day and its points:
 * when late points come, the sheet is made again, and later ones only as far as the state after them differs. Immutable.
 *
 * @param day in UTC
 * @param before the state before the first point of the day
 * @param after the state after its last point
 * @param trips those that ended with a point of this day; their beginning may be on a day before
 * @param quarters the movement that was found; a little of it may be before this day
 * @param openRevision the revision of the trip that has not ended
 * @param openEnded whether that trip was reported as ended by the clock
 */
public record Sheet(
        LocalDate day,
        DetectorState before,
        DetectorState after,
        List<Trip> trips,
        List<QuarterHour> quarters,
        int openRevision,
        boolean openEnded) {

    /** Before no point. */
    private static final DetectorState UNREACHED = new DetectorState(
            new Point(Long.MAX_VALUE, 0, 0, 0, null, Ignition.UNKNOWN, 0, null),
            null,
            null,
            null,
            0,
            0,
            null,
            List.of());

    /** A tail of an hour of driving. */
    private static final int MOST_QUARTERS = 4;

    /** The UTC day of a point. */
    public static LocalDate dayOf(Point point) {
        return LocalDate.ofInstant(Instant.ofEpochMilli(point.at()), ZoneOffset.UTC);
    }

    static Sheet empty(LocalDate day, DetectorState before) {
        return new Sheet(day, before, before, List.of(), List.of(), 1, false);
    }

    /** A sheet of trips that messages of the feed have told of, and that end on that day. */
    public static Sheet reported(LocalDate day, List<Trip> trips) {
        QuarterHour.Table table = new QuarterHour.Table(List.of());
        trips.forEach(table::spread);
        return new Sheet(day, DetectorState.START, DetectorState.START, List.copyOf(trips), table.rows(), 1, false);
    }

    /**
     * A sheet that continues this one: it has the same state, and only what further points add. It stays small however
     * long the day is, until it {@link #isLong}.
     */
    public Sheet tail() {
        DetectorState begin = new DetectorState(after.last(), null, null, null, 0, 0, null, List.of());
        return new Sheet(day, begin, after, List.of(), List.of(), openRevision, openEnded);
    }

    /** True if the tail should become a part of its sheet. */
    boolean isLong() {
        return !trips.isEmpty() || quarters.size() > MOST_QUARTERS;
    }

    /** This sheet with its tail; empty if the tail continues another state of it. */
    public Optional<Sheet> with(Sheet tail) {
        if (!Objects.equals(after.last(), tail.before.last())) {
            return Optional.empty();
        }
        QuarterHour.Table table = new QuarterHour.Table(quarters);
        table.add(tail.quarters);
        List<Trip> all = new ArrayList<>(trips);
        all.addAll(tail.trips);
        return Optional.of(new Sheet(day, before, tail.after, all, table.rows(), tail.openRevision, tail.openEnded));
    }

    /** This sheet without its states: when points come, it is found again from all of its day. */
    public Sheet withoutStates() {
        return new Sheet(day, UNREACHED, UNREACHED, trips, quarters, openRevision, openEnded);
    }

    /** True if its states are known, and the points, if any, come after all of it. */
    boolean isBefore(NavigableSet<Point> points) {
        return !after.equals(UNREACHED) && (points.isEmpty() || after.isBefore(points.first()));
    }

    /** True if its trips were not found in points. */
    public boolean isReported() {
        return trips.stream().anyMatch(trip -> trip.report() != null);
    }

    /** This sheet with further points. They are in order and after all so far. */
    Sheet with(Collection<Point> points, TripRules rules) {
        QuarterHour.Table table = new QuarterHour.Table(quarters);
        TripDetector detector = new TripDetector(rules, after, table);
        points.forEach(detector::add);
        List<Trip> all = new ArrayList<>(trips);
        all.addAll(detector.trips());
        return new Sheet(day, before, detector.state(), all, table.rows(), openRevision, false);
    }

    Sheet with(List<Trip> revised, int revisionOfOpen) {
        return new Sheet(day, before, after, revised, quarters, revisionOfOpen, openEnded);
    }

    /** This sheet after its trip that has not ended was reported as ended by the clock. */
    public Sheet withOpenEnded() {
        return new Sheet(day, before, after, trips, quarters, openRevision, true);
    }

    /** When the trip that has not ended ends by the clock; empty without one, or if that was reported. */
    public Optional<Instant> openUntil(TripRules rules) {
        return after.trip() == null || openEnded
                ? Optional.empty()
                : Optional.of(
                        Instant.ofEpochMilli(after.last().at() + rules.gap().toMillis()));
    }

    /** True if a trip has not ended with this day's last point. */
    public boolean hasOpenTrip() {
        return after.trip() != null;
    }

    /**
     * The trip that has not ended with this day's last point; only on the newest sheet of a unit it may be active.
     *
     * @param now the time, in milliseconds since the epoch: without data for long enough, it has ended
     */
    public Optional<Trip> openTrip(long now, TripRules rules) {
        if (after.trip() == null) {
            return Optional.empty();
        }
        boolean silent = now >= after.last().at() + rules.gap().toMillis();
        Trip open = after.trip().end(silent ? Trip.Ended.NO_DATA : Trip.Ended.NOT_YET);
        return Optional.of(open.revised(Math.max(1, openRevision)));
    }

    /** What is known at this day's last point; only of the newest sheet of a unit it is current. */
    public CurrentTrips current(TripRules rules) {
        long at = after.last() == null ? 0 : after.last().at();
        if (after.trip() == null) {
            return new CurrentTrips(at, after.starts(), null);
        }
        Trip open = after.trip().end(Trip.Ended.NOT_YET);
        boolean discardable = open.isDiscardable(rules);
        if (!openEnded) {
            CurrentTrips.Active active =
                    new CurrentTrips.Active(open.start(), open.sums().movement(), discardable);
            return new CurrentTrips(at, after.starts(), active);
        }
        List<TripStart> starts = new ArrayList<>(after.starts());
        if (!discardable) {
            starts.add(open.start());
        }
        return new CurrentTrips(at, starts, null);
    }
}
