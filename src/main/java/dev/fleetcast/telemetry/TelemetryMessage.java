package dev.fleetcast.telemetry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.telemetry.LastKnownPositions.PositionReport;
import java.time.Instant;
import java.util.Optional;

/** A decoded, valid universal message. The tree is the sender's, including unknown fields; copy it before changing it. */
public final class TelemetryMessage {

    private final ObjectNode tree;
    private final String type;
    private final Instant fixTime;
    private final PositionReport report;

    TelemetryMessage(ObjectNode tree, String type, Instant fixTime) {
        this.tree = tree;
        this.type = type;
        this.fixTime = fixTime;
        this.report = isValidGps() ? new PositionReport(true, fixTime, place()) : PositionReport.NONE;
    }

    /** The message as the sender wrote it. */
    public ObjectNode tree() {
        return tree;
    }

    /** {@code message_type}, one of {@link MessageDecoder#TYPES}. */
    public String type() {
        return type;
    }

    /** When the device determined its position ({@code gps.timestamp}); empty if the device does not know the time. */
    public Optional<Instant> fixTime() {
        return Optional.ofNullable(fixTime);
    }

    /** True for a {@code gps} message marked as valid by the device. */
    public boolean isValidGps() {
        return type.equals("gps") && tree.path("valid").asBoolean(true);
    }

    /** True if it has a position. */
    public boolean hasPosition() {
        JsonNode gps = tree.path("gps");
        return gps.path("latitude").isNumber() && gps.path("longitude").isNumber();
    }

    private GeoPoint place() {
        JsonNode gps = tree.path("gps");
        return hasPosition()
                ? new GeoPoint(
                        gps.path("latitude").doubleValue(),
                        gps.path("longitude").doubleValue())
                : null;
    }

    /** True for a valid {@code gps} message with a current or past position. */
    public boolean isPosition() {
        return report.hasPosition();
    }

    /** The report for the last known positions. */
    public PositionReport report() {
        return report;
    }

    /** True if the message must reach every subscriber: anything but a {@code gps} message without events. */
    public boolean isNotable() {
        return !type.equals("gps") || !tree.path("events").isEmpty();
    }

    /** The device's IMEI in the message. */
    public Optional<String> imei() {
        return deviceText("imei");
    }

    /** The device's serial number in the message. */
    public Optional<String> serialNo() {
        return deviceText("serial_no");
    }

    private Optional<String> deviceText(String field) {
        return Optional.ofNullable(tree.path("device").path(field).textValue());
    }
}
