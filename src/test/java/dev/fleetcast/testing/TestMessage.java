package dev.fleetcast.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.telemetry.InvalidMessageException;
import dev.fleetcast.telemetry.MessageDecoder;
import dev.fleetcast.telemetry.TelemetryMessage;
import java.nio.charset.StandardCharsets;

/** Creates valid universal messages, so that a test shows only its own subject. */
public final class TestMessage {

    private static final MessageDecoder DECODER = new MessageDecoder();

    private final ObjectNode tree;

    private TestMessage(String json) {
        this.tree = (ObjectNode) parsed(json);
    }

    /** A message of that type without other fields. */
    public static TestMessage of(String type) {
        return new TestMessage("{\"message_ver\":1,\"message_type\":\"" + type + "\"}");
    }

    /** A valid position message. */
    public static TestMessage gps() {
        return of("gps")
                .with("device", "{\"imei\":\"359568052512345\"}")
                .with(
                        "gps",
                        "{\"timestamp\":\"2026-02-16T13:51:30+00:00\",\"latitude\":30.26715,\"longitude\":-97.74306}");
    }

    /** Sets a field, {@code a.b} meaning {@code b} in the object {@code a}, to a value given as JSON. */
    public TestMessage with(String path, String json) {
        parent(path).set(name(path), parsed(json));
        return this;
    }

    /** Removes a field. */
    public TestMessage without(String path) {
        parent(path).remove(name(path));
        return this;
    }

    /** Sets the device time. */
    public TestMessage fixedAt(Object time) {
        return with("gps.timestamp", "\"" + time + "\"");
    }

    /** The message as text. */
    public String json() {
        return tree.toString();
    }

    /** The message as a record's value. */
    public byte[] bytes() {
        return json().getBytes(StandardCharsets.UTF_8);
    }

    /** The message as parsed by the product. */
    public TelemetryMessage decoded() {
        try {
            return DECODER.decode(bytes());
        } catch (InvalidMessageException e) {
            throw new IllegalStateException(e);
        }
    }

    private ObjectNode parent(String path) {
        return path.contains(".") ? (ObjectNode) tree.get(path.substring(0, path.indexOf('.'))) : tree;
    }

    private static String name(String path) {
        return path.substring(path.indexOf('.') + 1);
    }

    private static JsonNode parsed(String json) {
        try {
            return DECODER.parse(json.getBytes(StandardCharsets.UTF_8));
        } catch (InvalidMessageException e) {
            throw new IllegalArgumentException(json, e);
        }
    }
}
