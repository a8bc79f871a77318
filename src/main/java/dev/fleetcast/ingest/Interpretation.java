package dev.fleetcast.ingest;

import dev.fleetcast.fleet.FleetUnit;
import dev.fleetcast.telemetry.PositionReport;
import dev.fleetcast.telemetry.TelemetryMessage;

/** What a record turned out to be. */
sealed interface Interpretation {

    /** A valid message of a known unit. */
    sealed interface Usable extends Interpretation {

        FleetUnit unit();

        /** What it says of place and time. */
        PositionReport report();

        /** The message's own JSON, without the envelope it may have come in; never changed. */
        byte[] raw();
    }

    /** One that was read as a whole. */
    record Accepted(FleetUnit unit, TelemetryMessage message, byte[] raw) implements Usable {

        @Override
        public PositionReport report() {
            return message.report();
        }
    }

    /** One that was glanced at. */
    record Glanced(FleetUnit unit, PositionReport report, byte[] raw) implements Usable {}

    /** @param reason one line, without anything of the record's content */
    record Rejected(String reason) implements Interpretation {}
}
