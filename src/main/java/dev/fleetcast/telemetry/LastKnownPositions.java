package dev.fleetcast.telemetry;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;

/**
 * The last known position of every unit, and the judge of what is late. Holds one message per registered unit. Any thread
 * may read; messages of one unit are offered by one thread at a time, in the order of Kafka.
 */
public final class LastKnownPositions {

    /** How far a device's clock may run ahead of Kafka's before it is not believed. */
    public static final Duration TOLERATED_LEAD = Duration.ofMinutes(5);

    private final ConcurrentMap<UnitId, LastKnown> byUnit = new ConcurrentHashMap<>();

    /** The newest valid position message of {@code unit}. */
    public Optional<LastKnown> of(UnitId unit) {
        return Optional.ofNullable(byUnit.get(unit));
    }

    /**
     * Judges a message and keeps it if it is the newest of its unit.
     *
     * @param raw the JSON {@code message} was read from; kept, not copied
     */
    public Timeliness offer(
            UnitId unit,
            TelemetryMessage message,
            byte[] raw,
            KafkaPosition position,
            Instant recordTime,
            Instant receivedAt,
            long sequence) {
        if (!message.isValidGps()) {
            return Timeliness.IN_TIME;
        }
        LastKnown known = byUnit.get(unit);
        Timeliness timeliness = judge(message, recordTime, known);
        if (!timeliness.late() && message.hasPosition() && !alreadyCounted(position, known)) {
            Instant reference = referenceAfter(message, timeliness, known);
            byUnit.put(
                    unit,
                    new LastKnown(raw, position, recordTime, receivedAt, reference, timeliness.clockAhead(), sequence));
        }
        return timeliness;
    }

    /** Takes over what another replica or an earlier run knew, if it is newer than what is known here. */
    public void load(UnitId unit, LastKnown loaded) {
        byUnit.merge(unit, loaded, (known, offered) -> offered.newerThan(known) ? offered : known);
    }

    /** Forgets units for which {@code gone} holds. */
    public void forget(Predicate<UnitId> gone) {
        byUnit.keySet().removeIf(gone);
    }

    private static Timeliness judge(TelemetryMessage message, Instant recordTime, LastKnown known) {
        if (message.fixTime().isEmpty()) {
            return Timeliness.IN_TIME;
        }
        Instant fixTime = message.fixTime().get();
        boolean ahead = fixTime.isAfter(recordTime.plus(TOLERATED_LEAD));
        boolean late =
                !ahead && known != null && known.referenceTime() != null && fixTime.isBefore(known.referenceTime());
        return new Timeliness(late, ahead);
    }

    /** An untrusted or unknown device time moves the position but never the reference. */
    private static Instant referenceAfter(TelemetryMessage message, Timeliness timeliness, LastKnown known) {
        if (timeliness.clockAhead() || message.fixTime().isEmpty()) {
            return known == null ? null : known.referenceTime();
        }
        return message.fixTime().get();
    }

    private static boolean alreadyCounted(KafkaPosition position, LastKnown known) {
        return known != null && position.notAfter(known.position());
    }
}
