package dev.fleetcast.history.current;

import dev.fleetcast.fleet.FleetUnit;
import dev.fleetcast.fleet.UnitDirectory;
import dev.fleetcast.history.trip.TripRules;
import dev.fleetcast.ingest.record.TripFields;
import dev.fleetcast.registry.RegistryChanged;
import dev.fleetcast.telemetry.LastKnownPositions.Timeliness;
import dev.fleetcast.telemetry.TelemetryMessage;
import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.threading.ThreadSafe;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.LongSupplier;

/**
 * The current trips of all units, as recorders have published them. Of a unit whose recorder is behind, nothing is known:
 * what was true a minute ago must not be told as if it were true now.
 */
@ThreadSafe
@ApplicationScoped
public class KnownTrips implements TripFields {

    /** Recorders take much less, from a position in the feed to the record of its trips. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final UnitDirectory directory;
    private final Duration gap;
    private final LongSupplier nanoTime;
    private final ConcurrentMap<UnitId, Known> units = new ConcurrentHashMap<>();

    /**
     * @param unseen the device time of a position that is not recorded yet, the first since the recorder was up to date;
     *     {@link Long#MAX_VALUE} for none
     * @param sinceNanos when that position came
     */
    private record Known(OwnedTrips trips, long unseen, long sinceNanos) {

        static Known of(OwnedTrips trips) {
            return new Known(trips, Long.MAX_VALUE, 0);
        }

        Known next(OwnedTrips newer) {
            return unseen != Long.MAX_VALUE && unseen > newer.at() ? new Known(newer, unseen, sinceNanos) : of(newer);
        }
    }

    @Inject
    KnownTrips(UnitDirectory directory, TripRules rules) {
        this(directory, rules, System::nanoTime);
    }

    KnownTrips(UnitDirectory directory, TripRules rules, LongSupplier nanoTime) {
        this.directory = directory;
        this.gap = rules.gap();
        this.nanoTime = nanoTime;
    }

    /** Takes what a recorder has published; an older state, of a recorder that has lost its partition, changes nothing. */
    void put(UnitId unit, OwnedTrips trips) {
        units.merge(
                unit,
                Known.of(trips),
                (known, first) -> trips.at() < known.trips().at() ? known : known.next(trips));
    }

    /** Drops units that were removed from the registry. */
    void forget(@Observes RegistryChanged changed) {
        units.keySet().removeIf(unit -> directory.byId(unit).isEmpty());
    }

    @Override
    public void addTo(TelemetryMessage message, FleetUnit unit, Timeliness timeliness, Instant recordTime) {
        Known known = units.get(unit.id());
        if (known == null || known.trips().client() != unit.clientId()) {
            return;
        }
        boolean hasTime = message.fixTime().isPresent() && !timeliness.clockAhead();
        Instant time = hasTime ? message.fixTime().get() : recordTime;
        if (!isBehind(unit.id(), known, hasTime && message.isPosition(), time.toEpochMilli())) {
            known.trips().addTo(message.tree(), time, unit.timezone(), gap);
        }
    }

    private boolean isBehind(UnitId unit, Known known, boolean position, long millis) {
        if (known.unseen() != Long.MAX_VALUE) {
            return nanoTime.getAsLong() - known.sinceNanos() > PATIENCE.toNanos();
        }
        if (position && millis > known.trips().at()) {
            units.replace(unit, known, new Known(known.trips(), millis, nanoTime.getAsLong()));
        }
        return false;
    }
}
