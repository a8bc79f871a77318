package dev.fleetcast.history.trip;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;

/**
 * A trip that was found.
 *
 * @param from the first end of its first driving leg
 * @param to the last end of its last driving leg
 * @param began the rule by which it began
 * @param ended the rule by which it ended; {@link Ended#NOT_YET} while it is active
 * @param sums what it adds up to
 * @param revision 1 when first found; rises when late points change more than why it began and ended
 * @param report the message that told of it; null for a trip that was found in positions
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Trip(Point from, Point to, Began began, Ended ended, TripSums sums, int revision, TripReport report) {

    /** How a trip began. */
    public enum Began {
        /** The unit moved, and nothing is known of the time before. */
        FIRST_DATA,
        /** The unit moved after a gap. */
        AFTER_GAP,
        /** The unit moved after it stood. */
        DRIVING,
        /** A message of the feed says so. */
        REPORTED
    }

    /** How a trip ended. */
    public enum Ended {
        /** It has not. */
        NOT_YET,
        /** The unit stood for long enough. */
        STANDING,
        /** The ignition was off for long enough. */
        IGNITION_OFF,
        /** The next point came after a gap. */
        GAP,
        /** No point came for long enough, by the clock. */
        NO_DATA,
        /** A message of the feed says so. */
        REPORTED
    }

    /** True while it may go on. */
    public boolean isActive() {
        return ended == Ended.NOT_YET;
    }

    /** True if it is too short to matter. */
    public boolean isDiscardable(TripRules rules) {
        if (report != null && report.discardable() != null) {
            return report.discardable();
        }
        Movement movement = sums.movement();
        return movement.millimeters() < rules.minimumMeters() * 1_000
                || movement.drivingMillis() + movement.idlingMillis()
                        < rules.minimumDuration().toMillis();
    }

    /** Where it began. */
    public TripStart start() {
        return new TripStart(from.at(), from.assignment());
    }

    /** The same trip with another revision. */
    public Trip revised(int next) {
        return new Trip(from, to, began, ended, sums, next, report);
    }

    /** The same trip of another assignment. */
    public Trip assigned(long to) {
        return new Trip(from.assigned(to), this.to.assigned(to), began, ended, sums, revision, report);
    }

    /** True if the other tells the same, apart from its revision and from why it began and ended. */
    boolean isSameJourney(Trip other) {
        return isActive() == other.isActive()
                && from.equals(other.from)
                && to.equals(other.to)
                && sums.equals(other.sums)
                && Objects.equals(report, other.report);
    }

    boolean overlaps(Trip other) {
        return from.at() < other.to.at() && other.from.at() < to.at();
    }
}
