package dev.fleetcast.ingest.shape;

import java.util.Locale;
import java.util.Map;

/** The codes of universal messages for the events and alarms of Traccar. */
final class TraccarEvents {

    private static final String GEOFENCE_ENTER = "geofenceEnter";
    private static final String GEOFENCE_EXIT = "geofenceExit";
    private static final String OVERSPEED = "SPEEDING:START";
    private static final String MOVEMENT = "MOVEMENT:DETECTED";
    private static final String IDLING = "IDLING:START";

    private static final Map<String, String> EVENTS = Map.of(
            "deviceMoving",
            MOVEMENT,
            "deviceStopped",
            "PARKING:START",
            "deviceOverspeed",
            OVERSPEED,
            "deviceIdle",
            IDLING,
            "ignitionOn",
            "ACC:ON",
            "ignitionOff",
            "ACC:OFF",
            "maintenance",
            "SERVICE:DUE",
            GEOFENCE_ENTER,
            "ZONE:ENTER",
            GEOFENCE_EXIT,
            "ZONE:EXIT");

    private static final Map<String, String> ALARMS = Map.ofEntries(
            Map.entry("general", "ALARM"),
            Map.entry("sos", "PANIC"),
            Map.entry("vibration", "ALARM:VIBRATION"),
            Map.entry("movement", MOVEMENT),
            Map.entry("overspeed", OVERSPEED),
            Map.entry("fallDown", "MANDOWN:ACTIVE"),
            Map.entry("lowPower", "BATTERY:LOW"),
            Map.entry("lowBattery", "BATTERY:LOW"),
            Map.entry("fault", "ALARM:HARDWARE:FAULT"),
            Map.entry("powerOff", "BATTERY:DISCONNECTED"),
            Map.entry("powerCut", "BATTERY:DISCONNECTED"),
            Map.entry("powerOn", "BATTERY:CONNECTED"),
            Map.entry("powerRestored", "BATTERY:CONNECTED"),
            Map.entry("door", "ALARM:DOOR_OPEN"),
            Map.entry("geofence", "ALARM:ZONE"),
            Map.entry(GEOFENCE_ENTER, "ZONE:ENTER"),
            Map.entry(GEOFENCE_EXIT, "ZONE:EXIT"),
            Map.entry("gpsAntennaCut", "GPS:FAULT"),
            Map.entry("accident", "COLLISION:DETECTED"),
            Map.entry("tow", "TOWING:START"),
            Map.entry("idle", IDLING),
            Map.entry("highRpm", "ENGINE:RPM:HIGH"),
            Map.entry("hardAcceleration", "HARSH:ACCELERATION"),
            Map.entry("hardBraking", "HARSH:BRAKING"),
            Map.entry("hardCornering", "HARSH:CORNERING"),
            Map.entry("jamming", "JAMMING"),
            Map.entry("temperature", "TEMP:HIGH"),
            Map.entry("parking", "PARKING:START"),
            Map.entry("shock", "ALARM:SHOCK"),
            Map.entry("bonnet", "ALARM:BONNET"),
            Map.entry("footBrake", "ALARM:FOOTBRAKE"),
            Map.entry("tampering", "ALARM:TAMPERING"),
            Map.entry("removing", "DEVICE:REMOVED"));

    private TraccarEvents() {}

    /** The code of an alarm; alarms without one of their own get {@code ALARM:} and their name. */
    static String ofAlarm(String alarm) {
        return ALARMS.getOrDefault(alarm, "ALARM:" + word(alarm));
    }

    /** The code of an event type; types without one of their own get {@code TRACCAR:} and their name. */
    static String ofType(String type, long geofence) {
        String code = EVENTS.getOrDefault(type, "TRACCAR:" + word(type));
        return geofence > 0 && code.startsWith("ZONE:") ? code + ":" + geofence : code;
    }

    private static String word(String camelCase) {
        return camelCase.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toUpperCase(Locale.ROOT);
    }
}
