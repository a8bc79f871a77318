package dev.fleetcast.demo.replay;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;

/** Writes the message that a device reports every second. */
final class GpsMessage {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final double BATTERY_VOLTS = 25.3;
    private static final double CHARGING_VOLTS = 27.9;
    private static final int KILOMETERS_PER_TANK = 500;

    private GpsMessage() {}

    /**
     * @param seqNo the device's own counter
     * @param at the time of the position
     * @param motion the state of the bus at that time
     * @param tripKilometers the distance driven on this trip
     * @param happenings the events since the last message
     */
    static ObjectNode of(
            Device device, int seqNo, Instant at, Motion motion, double tripKilometers, List<Happening> happenings) {
        ObjectNode message = device.message("gps", at).put("seq_no", seqNo).put("valid", true);
        message.set("network", device.network());
        message.set("gsm", gsm(device, seqNo));
        message.set("gps", gps(device, seqNo, at, motion, tripKilometers));
        message.set("events", events(happenings));
        message.set("sensors", sensors(device, motion));
        message.put("inputs", motion.ignition() ? "10000000" : "00000000").put("outputs", "00");
        return message;
    }

    static double rounded(double number, int digits) {
        return BigDecimal.valueOf(number).setScale(digits, RoundingMode.HALF_UP).doubleValue();
    }

    private static ArrayNode gsm(Device device, int seqNo) {
        return JSON.arrayNode()
                .add(JSON.objectNode()
                        .put("mcc", 310)
                        .put("mnc", 410)
                        .put("lac", 7_000 + device.unit() % 40)
                        .put("cid", 20_000 + device.noise(seqNo / 120, 500))
                        .put("signal_str", 60 + device.noise(seqNo / 10, 35))
                        .put("signal_lvl", 3 + device.noise(seqNo / 10, 3)));
    }

    private static ObjectNode gps(Device device, int seqNo, Instant at, Motion motion, double tripKilometers) {
        ObjectNode gps = JSON.objectNode()
                .put("timestamp", at.toString())
                .put("latitude", rounded(motion.place().latitude(), 6))
                .put("longitude", rounded(motion.place().longitude(), 6))
                .put(
                        "altitude",
                        rounded(Math.max(0, Math.min(400, 149 + (motion.place().longitude() + 97.743) * -400)), 1))
                .put("speed", rounded(motion.speedKmh(), 1))
                .put("heading", rounded(motion.headingDegrees(), 1))
                .put("satellites", 8 + device.noise(seqNo / 30, 6))
                .put("activity", activity(motion))
                .put("odometer", (long) (80_000 + device.unit() * 137 + motion.kilometers()))
                .put("trip_odo", rounded(tripKilometers, 2))
                .put("gnss", "on")
                .put("hdop", rounded(0.7 + device.noise(seqNo / 30, 5) / 10.0, 1));
        gps.putArray("fix").add("fixed").add("3d");
        return gps;
    }

    private static String activity(Motion motion) {
        return switch (motion.kind()) {
            case DRIVING -> "driving";
            case STANDING -> "idling";
            case RESTING -> "parked";
        };
    }

    private static ArrayNode events(List<Happening> happenings) {
        ArrayNode events = JSON.arrayNode();
        for (Happening happening : happenings) {
            ArrayNode event = events.addArray().add(happening.code());
            if (!happening.values().isEmpty()) {
                ArrayNode values = event.addArray();
                happening
                        .values()
                        .forEach(value -> values.addArray().add(value.name()).add(value.number()));
            }
        }
        return events;
    }

    private static ArrayNode sensors(Device device, Motion motion) {
        double tank = (motion.kilometers() + device.unit() * 31) % KILOMETERS_PER_TANK / KILOMETERS_PER_TANK;
        ArrayNode sensors = JSON.arrayNode();
        sensors.addArray().add("ignition").add(motion.ignition() ? "on" : "off");
        sensors.addArray().add("ebat_volts").add(motion.ignition() ? CHARGING_VOLTS : BATTERY_VOLTS);
        sensors.addArray().add("fuel_level").add(rounded(100 - 85 * tank, 1));
        return sensors;
    }
}
