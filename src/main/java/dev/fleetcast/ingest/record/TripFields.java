package dev.fleetcast.ingest.record;

import dev.fleetcast.fleet.FleetUnit;
import dev.fleetcast.telemetry.LastKnownPositions.Timeliness;
import dev.fleetcast.telemetry.TelemetryMessage;
import dev.fleetcast.threading.ThreadSafe;
import java.time.Instant;

/** What messages say of the trips of their unit. Never blocks. */
@ThreadSafe
@FunctionalInterface
public interface TripFields {

    /** Adds nothing. */
    TripFields NONE = (message, unit, timeliness, recordTime) -> {};

    /**
     * Adds to the tree of the message what is known of its unit's trips at that time, and nothing else.
     *
     * @param recordTime Kafka's time of the record
     */
    void addTo(TelemetryMessage message, FleetUnit unit, Timeliness timeliness, Instant recordTime);
}
