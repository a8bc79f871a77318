package dev.fleetcast.telemetry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/**
 * A universal message that has been read and found valid. The tree is the sender's, complete with fields unknown here;
 * whoever changes it takes a copy first.
 */
public final class TelemetryMessage {

    private final ObjectNode tree;
    private final String type;
    private final Instant fixTime;

    TelemetryMessage(ObjectNode tree, String type, Instant fixTime) {
        this.tree = tree;
        this.type = type;
        this.fixTime = fixTime;
    }

    /** The message as the sender wrote it. */
    public ObjectNode tree() {
        return tree;
    }

    /** {@code message_type}, one of {@link MessageDecoder#TYPES}. */
    public String type() {
        return type;
    }

    /** When the device fixed its position ({@code gps.timestamp}); empty until the device knows the time. */
    public Optional<Instant> fixTime() {
        return Optional.ofNullable(fixTime);
    }

    /** Whether this is a {@code gps} message the device vouches for. */
    public boolean isValidGps() {
        return type.equals("gps") && tree.path("valid").asBoolean(true);
    }

    /** Whether it says where the unit is. */
    public boolean hasPosition() {
        JsonNode gps = tree.path("gps");
        return gps.path("latitude").isNumber() && gps.path("longitude").isNumber();
    }

    /** Whether the device vouches for it and it says where the unit is, or was. */
    public boolean isPosition() {
        return isValidGps() && hasPosition();
    }

    /** What the last known positions have to know of it. */
    public PositionReport report() {
        return isValidGps() ? new PositionReport(true, fixTime, hasPosition()) : PositionReport.NONE;
    }

    /** Whether nobody may be spared it: anything but a {@code gps} message without events. */
    public boolean isNotable() {
        return !type.equals("gps") || !tree.path("events").isEmpty();
    }

    /** The device's IMEI as the message states it. */
    public Optional<String> imei() {
        return deviceText("imei");
    }

    /** The device's serial number as the message states it. */
    public Optional<String> serialNo() {
        return deviceText("serial_no");
    }

    private Optional<String> deviceText(String field) {
        return Optional.ofNullable(tree.path("device").path(field).textValue());
    }
}
