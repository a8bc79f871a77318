package dev.fleetcast.device.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Objects;

/**
 * What a device answers to a command: exactly one of {@code returnValue}, {@code result} and {@code error}.
 *
 * @param returnValue what the function returned, or null
 * @param result the value of a variable, or null
 * @param error why the device did not do it, or null
 * @param at when the answer arrived
 */
public record Answer(Integer returnValue, JsonNode result, String error, Instant at) {

    /** The maximum length of {@code error} in characters, and of {@code result} as text. */
    public static final int MAX_TEXT = 1_024;

    /** A function's return value. */
    public static Answer value(int returnValue, Instant at) {
        return new Answer(returnValue, null, null, at);
    }

    /** A refusal. */
    public static Answer error(String error, Instant at) {
        return new Answer(null, null, error, at);
    }

    /** Whether the other one says the same, perhaps at another time. */
    public boolean isSameAs(Answer other) {
        return Objects.equals(returnValue, other.returnValue)
                && Objects.equals(result, other.result)
                && Objects.equals(error, other.error);
    }
}
