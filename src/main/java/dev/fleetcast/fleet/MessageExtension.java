package dev.fleetcast.fleet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.telemetry.DeviceTime;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/**
 * Extends a universal message with the registry's data about its unit, unless the sender has set it. A null counts as
 * unset. All other content stays unchanged.
 */
public final class MessageExtension {

    private static final DateTimeFormatter LOCAL_TIME = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendOffset("+HH:MM", "+00:00")
            .toFormatter();

    private MessageExtension() {}

    /**
     * Adds {@code device}, {@code gps}, {@code vehicle} and {@code driver} data of {@code unit} to {@code message}
     * itself. Does not create a {@code gps} object; leaves members of an unexpected type unchanged.
     *
     * @return {@code message}
     */
    public static ObjectNode extend(ObjectNode message, FleetUnit unit) {
        extendDevice(message, unit);
        extendGps(message, unit);
        extendVehicle(message, unit.vehicle());
        extendDriver(message, unit.driver());
        return message;
    }

    private static void extendDevice(ObjectNode message, FleetUnit unit) {
        ObjectNode device = member(message, "device");
        if (device != null) {
            putIfUnset(device, "id", unit.id().value());
            putIfUnset(device, "stock_no", unit.stockNo());
            putIfUnset(device, "name", unit.name());
            putIfUnset(device, "status", unit.status());
            putIfUnset(
                    device,
                    "assigned_as",
                    unit.assignedAs() == null ? null : unit.assignedAs().word());
        }
    }

    private static void extendGps(ObjectNode message, FleetUnit unit) {
        if (message.get("gps") instanceof ObjectNode gps) {
            putIfUnset(gps, "timezone", unit.timezone().getId());
            if (isUnset(gps, "local_time")) {
                putIfUnset(gps, "local_time", localTime(gps.get("timestamp"), gps.get("timezone")));
            }
        }
    }

    private static void extendVehicle(ObjectNode message, FleetVehicle known) {
        if (known == null) {
            putIfUnset(message, "vehicle", null);
            return;
        }
        ObjectNode vehicle = member(message, "vehicle");
        if (vehicle != null && agrees(vehicle, "id", known.id()) && agrees(vehicle, "reg_no", known.regNo())) {
            putIfUnset(vehicle, "id", known.id());
            putIfUnset(vehicle, "client_id", known.clientId());
            putIfUnset(vehicle, "reg_no", known.regNo());
            putIfUnset(vehicle, "fleet_no", known.fleetNo());
            putIfUnset(vehicle, "vin", known.vin());
            putIfUnset(vehicle, "engine_no", known.engineNo());
        }
    }

    private static void extendDriver(ObjectNode message, FleetDriver known) {
        if (known == null) {
            putIfUnset(message, "driver", null);
            return;
        }
        ObjectNode driver = member(message, "driver");
        if (driver != null && agrees(driver, "id", known.id()) && agrees(driver, "tag_no", known.tagNo())) {
            putIfUnset(driver, "id", known.id());
            putIfUnset(driver, "tag_no", known.tagNo());
            putIfUnset(driver, "name", known.name());
            putIfUnset(driver, "used_tag", null);
        }
    }

    /** The object with that name, created if unset; null if the sender put another type there. */
    private static ObjectNode member(ObjectNode message, String name) {
        if (isUnset(message, name)) {
            message.putObject(name);
        }
        return message.get(name) instanceof ObjectNode object ? object : null;
    }

    /** False if the sender names another vehicle or driver than the registry: their data must not be mixed. */
    private static boolean agrees(ObjectNode told, String name, Object known) {
        return isUnset(told, name) || told.get(name).asText().equals(String.valueOf(known));
    }

    private static String localTime(JsonNode timestamp, JsonNode timezone) {
        if (timestamp == null || !timestamp.isTextual() || !timezone.isTextual()) {
            return null;
        }
        try {
            return DeviceTime.instant(timestamp.textValue())
                    .atZone(ZoneId.of(timezone.textValue()))
                    .format(LOCAL_TIME);
        } catch (DateTimeException unreadable) {
            return null;
        }
    }

    private static boolean isUnset(ObjectNode object, String name) {
        JsonNode value = object.get(name);
        return value == null || value.isNull();
    }

    private static void putIfUnset(ObjectNode object, String name, String value) {
        if (isUnset(object, name)) {
            object.put(name, value);
        }
    }

    private static void putIfUnset(ObjectNode object, String name, long value) {
        if (isUnset(object, name)) {
            object.put(name, value);
        }
    }
}
