package dev.fleetcast.device.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.fleetcast.device.Device;
import dev.fleetcast.device.DeviceActivity;
import dev.fleetcast.device.event.EventTime;
import dev.fleetcast.device.event.log.LastHeard;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A device in the form that clients of the device API know. What this product does not know is null or zero.
 *
 * @param id the coreid
 * @param online whether the device has its command stream open; the same as {@code connected}
 * @param lastHeard the time of its newest event or change of its command stream since this replica started, or null
 * @param variables names and types
 */
@Schema(name = "Device")
@JsonInclude(JsonInclude.Include.ALWAYS)
record DeviceText(
        String id,
        String name,
        @Schema(nullable = true) String lastIpAddress,
        @Schema(nullable = true) String lastHeard,
        @Schema(nullable = true) String lastHandshakeAt,
        int productId,
        boolean online,
        boolean connected,
        int platformId,
        boolean cellular,
        @Schema(nullable = true) String notes,
        List<String> functions,
        Map<String, String> variables,
        String status,
        @Schema(nullable = true) String serialNumber,
        @Schema(nullable = true) String imei) {

    static DeviceText of(Device device, DeviceActivity activity, LastHeard heard) {
        String coreid = device.coreid().value();
        Optional<Instant> changed = activity.changedAt(coreid);
        boolean connected = activity.isConnected(coreid);
        Map<String, String> variables = new TreeMap<>();
        activity.variables(coreid).orElse(List.of()).forEach(name -> variables.put(name, "string"));
        return new DeviceText(
                coreid,
                device.name(),
                null,
                Stream.concat(changed.stream(), heard.of(coreid).stream())
                        .max(Instant::compareTo)
                        .map(EventTime::text)
                        .orElse(null),
                changed.map(EventTime::text).orElse(null),
                0,
                connected,
                connected,
                0,
                device.imei() != null,
                null,
                activity.functions(coreid).orElse(List.of()),
                variables,
                "normal",
                device.serialNo(),
                device.imei());
    }
}
