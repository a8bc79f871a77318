package dev.fleetcast.ingest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.fleet.FleetUnit;
import dev.fleetcast.fleet.UnitDirectory;
import dev.fleetcast.ingest.record.TripFields;
import dev.fleetcast.ingest.record.Updates;
import dev.fleetcast.registry.RegistryChanged;
import dev.fleetcast.stream.event.Update;
import dev.fleetcast.stream.spi.Snapshots;
import dev.fleetcast.telemetry.InvalidMessageException;
import dev.fleetcast.telemetry.LastKnownPositions;
import dev.fleetcast.telemetry.LastKnownPositions.LastKnown;
import dev.fleetcast.telemetry.LastKnownPositions.Timeliness;
import dev.fleetcast.telemetry.LastKnownTelemetry;
import dev.fleetcast.telemetry.MessageDecoder;
import dev.fleetcast.telemetry.TelemetryMessage;
import dev.fleetcast.telemetry.UnitId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Returns last known positions, extended with the current data of the registry. */
@ApplicationScoped
class LastKnownLookup implements Snapshots, LastKnownTelemetry {

    private final MessageDecoder decoder = new MessageDecoder();
    private final LastKnownPositions positions;
    private final UnitDirectory directory;
    private final TripFields trips;
    private final RecentSnapshots recent;

    @Inject
    LastKnownLookup(LastKnownPositions positions, UnitDirectory directory, TripFields trips) {
        this(positions, directory, trips, System::nanoTime);
    }

    LastKnownLookup(LastKnownPositions positions, UnitDirectory directory, TripFields trips, LongSupplier nanoTime) {
        this.positions = positions;
        this.directory = directory;
        this.trips = trips;
        this.recent = new RecentSnapshots(nanoTime);
    }

    /** The single set of last known positions of this replica. */
    @Produces
    @Singleton
    static LastKnownPositions positions() {
        return new LastKnownPositions();
    }

    @Override
    public Optional<ObjectNode> extended(UnitId unit) {
        return directory.byId(unit).flatMap(known -> positions.of(unit).flatMap(last -> extended(last, known)));
    }

    @Override
    public Optional<Update> of(UnitId unit) {
        return directory.byId(unit).flatMap(known -> positions.of(unit).flatMap(last -> snapshot(last, known)));
    }

    private Optional<Update> snapshot(LastKnown last, FleetUnit unit) {
        return recent.of(last, unit)
                .or(() -> message(last, unit).map(message -> recent.keep(last, unit, snapshot(last, unit, message))));
    }

    /** Drops units that were removed from the registry. */
    void forget(@Observes RegistryChanged changed) {
        positions.forget(unit -> directory.byId(unit).isEmpty());
    }

    private Optional<ObjectNode> extended(LastKnown last, FleetUnit unit) {
        return message(last, unit).map(TelemetryMessage::tree);
    }

    /** The message with an extended tree. */
    private Optional<TelemetryMessage> message(LastKnown last, FleetUnit unit) {
        try {
            Timeliness timeliness = new Timeliness(false, last.clockAhead());
            TelemetryMessage message = decoder.decode(last.message());
            trips.addTo(message, unit, timeliness, last.recordTime());
            Updates.extend(message, unit, timeliness, last.receivedAt());
            return Optional.of(message);
        } catch (InvalidMessageException outdated) {
            // Written by an earlier release under other rules.
            return Optional.empty();
        }
    }

    private static Update snapshot(LastKnown last, FleetUnit unit, TelemetryMessage message) {
        Long vehicle = unit.vehicle() == null ? null : unit.vehicle().id();
        byte[] json = message.tree().toString().getBytes(StandardCharsets.UTF_8);
        return new Update(unit.id(), vehicle, "gps", json, last.sequence(), last.recordTime(), last.position())
                .asCurrent()
                .at(message.report().place());
    }
}
