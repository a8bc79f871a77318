package dev.fleetcast.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * The last known position of every unit; judges which messages are late. Holds one message per registered unit. Safe
 * for reads from any thread; messages of one unit must be offered by one thread at a time, in Kafka's order.
 */
public final class LastKnownPositions {

    /** How far a device's clock may be ahead of Kafka's and still be trusted. */
    public static final Duration TOLERATED_LEAD = Duration.ofMinutes(5);

    private static final MessageGlance GLANCE = new MessageGlance();

    private final ConcurrentMap<UnitId, LastKnown> byUnit = new ConcurrentHashMap<>();
    private final PositionGrid grid = new PositionGrid();

    /**
     * The position and time that a message reports: all that is needed of it here.
     *
     * @param validGps whether it is a {@code gps} message marked as valid by the device; others change nothing
     * @param fixTime when the device determined its position; null if it does not know the time
     * @param place the position; null without one
     */
    public record PositionReport(boolean validGps, Instant fixTime, GeoPoint place) {

        /** The report of any message that is not a valid {@code gps} message. */
        public static final PositionReport NONE = new PositionReport(false, null, null);

        /** Whether it has a position. */
        public boolean hasPosition() {
            return place != null;
        }
    }

    /**
     * The time of a message relative to others of its unit.
     *
     * @param late whether its device time is older than the newest one of the unit
     * @param clockAhead whether its device time is not trustworthy: too far ahead of Kafka's
     */
    public record Timeliness(boolean late, boolean clockAhead) {

        /** Neither late nor ahead. */
        public static final Timeliness IN_TIME = new Timeliness(false, false);
    }

    /**
     * The newest position message of a unit, as sent.
     *
     * @param message the sender's JSON; never modified
     * @param position its position in Kafka
     * @param recordTime Kafka's time of the message
     * @param receivedAt when the gateway read it
     * @param referenceTime the newest trustworthy device time of the unit, to which later messages are compared; null until
     *     there is one
     * @param clockAhead whether this message's own device time was not trustworthy
     * @param sequence this replica's number of the update that carried it, 0 if it was loaded rather than routed
     */
    public record LastKnown(
            byte[] message,
            RecordOffset position,
            Instant recordTime,
            Instant receivedAt,
            Instant referenceTime,
            boolean clockAhead,
            long sequence) {

        /** Returns the same message at another position. */
        LastKnown at(RecordOffset other) {
            return new LastKnown(message, other, recordTime, receivedAt, referenceTime, clockAhead, sequence);
        }

        /** True if this is newer than {@code other}: by device time or, failing that, by position in Kafka. */
        public boolean newerThan(LastKnown other) {
            if (referenceTime != null && other.referenceTime != null && !referenceTime.equals(other.referenceTime)) {
                return referenceTime.isAfter(other.referenceTime);
            }
            if (position.partition() == other.position.partition()
                    && position.topic().equals(other.position.topic())) {
                return position.offset() > other.position.offset();
            }
            return recordTime.isAfter(other.recordTime);
        }
    }

    /** Returns the newest valid position message of {@code unit}. */
    public Optional<LastKnown> of(UnitId unit) {
        return Optional.ofNullable(byUnit.get(unit));
    }

    /** Returns where the unit was last; empty if that is unknown. */
    public Optional<GeoPoint> place(UnitId unit) {
        return grid.place(unit);
    }

    /**
     * Visits the units in a region, each with its place, and possibly units near it. {@code west} may be greater than
     * {@code east}, over 180° of longitude. The cost is with the units there.
     */
    public void near(double west, double south, double east, double north, BiConsumer<UnitId, GeoPoint> visitor) {
        grid.near(west, south, east, north, visitor);
    }

    /**
     * Judges a message and keeps it if it is the newest of its unit.
     *
     * @param report the position report of the message
     * @param raw the message's JSON; kept, not copied
     */
    public Timeliness offer(
            UnitId unit,
            PositionReport report,
            byte[] raw,
            RecordOffset position,
            Instant recordTime,
            Instant receivedAt,
            long sequence) {
        if (!report.validGps()) {
            return Timeliness.IN_TIME;
        }
        LastKnown known = byUnit.get(unit);
        Timeliness timeliness = judge(report, recordTime, known);
        if (!timeliness.late() && report.hasPosition() && !alreadyCounted(position, known)) {
            Instant reference = referenceAfter(report, timeliness, known);
            byUnit.put(
                    unit,
                    new LastKnown(raw, position, recordTime, receivedAt, reference, timeliness.clockAhead(), sequence));
            grid.moved(unit, report.place());
        }
        return timeliness;
    }

    /** Adopts the knowledge of another replica or an earlier run, if it is newer. */
    public void load(UnitId unit, LastKnown loaded) {
        LastKnown kept = byUnit.merge(unit, loaded, (known, offered) -> offered.newerThan(known) ? offered : known);
        if (kept == loaded) {
            GLANCE.at(loaded.message())
                    .filter(PositionReport::hasPosition)
                    .ifPresent(report -> grid.moved(unit, report.place()));
        }
    }

    /** Visits the last known position of every unit, in no particular order. */
    public void forEach(BiConsumer<UnitId, LastKnown> visitor) {
        byUnit.forEach(visitor);
    }

    /**
     * Continues after a break in the log: a position that no longer exists becomes the one before the next offset, so
     * that every new record is after it. Keeps the messages.
     *
     * @param next the next offset of the partition of a position; null if unchanged
     */
    public void continueFrom(Function<RecordOffset, Long> next) {
        byUnit.replaceAll((unit, known) -> {
            RecordOffset position = known.position();
            Long begin = next.apply(position);
            return begin == null || position.offset() < begin
                    ? known
                    : known.at(new RecordOffset(position.topic(), position.partition(), begin - 1));
        });
    }

    /** Removes the units that match {@code gone}. */
    public void forget(Predicate<UnitId> gone) {
        byUnit.keySet().removeIf(unit -> {
            boolean forgotten = gone.test(unit);
            if (forgotten) {
                grid.forget(unit);
            }
            return forgotten;
        });
    }

    private static Timeliness judge(PositionReport report, Instant recordTime, LastKnown known) {
        Instant fixTime = report.fixTime();
        if (fixTime == null) {
            return Timeliness.IN_TIME;
        }
        boolean ahead = fixTime.isAfter(recordTime.plus(TOLERATED_LEAD));
        boolean late =
                !ahead && known != null && known.referenceTime() != null && fixTime.isBefore(known.referenceTime());
        return late || ahead ? new Timeliness(late, ahead) : Timeliness.IN_TIME;
    }

    /** An untrusted or unknown device time updates the position but never the reference. */
    private static Instant referenceAfter(PositionReport report, Timeliness timeliness, LastKnown known) {
        if (timeliness.clockAhead() || report.fixTime() == null) {
            return known == null ? null : known.referenceTime();
        }
        return report.fixTime();
    }

    private static boolean alreadyCounted(RecordOffset position, LastKnown known) {
        return known != null && position.notAfter(known.position());
    }
}
