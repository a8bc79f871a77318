package dev.fleetcast.ingest.record;

import dev.fleetcast.fleet.FleetUnit;
import dev.fleetcast.telemetry.PositionReport;
import dev.fleetcast.telemetry.TelemetryMessage;

/** The result of interpreting a record. */
public sealed interface Interpretation {

    /** A valid message of a known unit. */
    sealed interface Usable extends Interpretation {

        FleetUnit unit();

        /** Position and time in the message. */
        PositionReport report();

        /** The message's JSON without its envelope; never modified. */
        byte[] raw();
    }

    /** A fully decoded message. */
    record Accepted(FleetUnit unit, TelemetryMessage message, byte[] raw) implements Usable {

        @Override
        public PositionReport report() {
            return message.report();
        }
    }

    /** A message that was only glanced at. */
    record Glanced(FleetUnit unit, PositionReport report, byte[] raw) implements Usable {}

    /** @param reason one line, without any content of the record */
    record Rejected(String reason) implements Interpretation {}
}
