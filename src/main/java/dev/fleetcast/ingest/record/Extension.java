package dev.fleetcast.ingest.record;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.fleet.FleetUnit;
import dev.fleetcast.fleet.MessageExtension;
import dev.fleetcast.telemetry.TelemetryMessage;
import dev.fleetcast.telemetry.Timeliness;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Builds the extended message: adds the registry's data and the gateway's own fields. */
public final class Extension {

    private Extension() {}

    /** Modifies the message's tree and returns it. */
    public static ObjectNode extend(
            TelemetryMessage message, FleetUnit unit, Timeliness timeliness, Instant receivedAt) {
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
