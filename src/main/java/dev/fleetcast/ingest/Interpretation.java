package dev.fleetcast.ingest;

import dev.fleetcast.fleet.FleetUnit;
import dev.fleetcast.telemetry.TelemetryMessage;

/** What a record turned out to be. */
sealed interface Interpretation {

    /**
     * A valid message of a known unit.
     *
     * @param raw the message's own JSON, without the envelope it may have come in; never changed
     */
    record Accepted(FleetUnit unit, TelemetryMessage message, byte[] raw) implements Interpretation {}

    /** @param reason one line, without anything of the record's content */
    record Rejected(String reason) implements Interpretation {}
}
