package dev.fleetcast.ingest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.fleet.FleetUnit;
import dev.fleetcast.fleet.MessageExtension;
import dev.fleetcast.telemetry.TelemetryMessage;
import dev.fleetcast.telemetry.Timeliness;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Completes the extended message: the registry's part, and what only the gateway knows. */
final class Extension {

    private Extension() {}

    /** Changes and returns the message's tree. */
    static ObjectNode extend(TelemetryMessage message, FleetUnit unit, Timeliness timeliness, Instant receivedAt) {
        ObjectNode extended = MessageExtension.extend(message.tree(), unit);
        extended.put("received_at", receivedAt.truncatedTo(ChronoUnit.MILLIS).toString());
        extended.put("late", timeliness.late());
        if (timeliness.clockAhead()) {
            extended.put("clock_ahead", true);
        } else {
            extended.remove("clock_ahead");
        }
        return extended;
    }
}
