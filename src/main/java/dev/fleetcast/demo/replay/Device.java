package dev.fleetcast.demo.replay;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * A tracking device: the parts of its messages that do not depend on the position.
 *
 * @param unit its number
 * @param imei its identity
 * @param serialNo the maker's number
 */
record Device(long unit, String imei, String serialNo) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** The common members of every message. */
    ObjectNode message(String type, Instant receivedAt) {
        ObjectNode message = JSON.objectNode()
                .put("message_ver", 1)
                .put("message_type", type)
                .put("gateway", "gw1.fleet.example")
                .put("port", 5027)
                .put("transmission", "tcp")
                .put("timestamp", receivedAt.toString())
                .put("source", "device");
        message.set(
                "device",
                JSON.objectNode()
                        .put("identifier", "imei")
                        .put("imei", imei)
                        .put("serial_no", serialNo)
                        .put("firm_ver", "V2.20")
                        .put("type", "teltonika")
                        .put("model", "fmb920"));
        return message;
    }

    /** The device's network address. */
    ObjectNode network() {
        return JSON.objectNode()
                .put("remote_ipv4", "100.64." + unit / 250 + "." + (unit % 250 + 1))
                .putNull("remote_ipv6")
                .put("remote_port", 40_000 + unit)
                .putNull("mac");
    }

    /** A pseudo-random number from 0 to below {@code range}, the same for the same device and moment. */
    int noise(long moment, int range) {
        long mixed = (unit * 0x9E37_79B9_7F4A_7C15L) ^ (moment * 0xC2B2_AE3D_27D4_EB4FL);
        mixed ^= mixed >>> 29;
        return Math.floorMod(mixed * 0xBF58_476D_1CE4_E5B9L >>> 16, range);
    }
}
