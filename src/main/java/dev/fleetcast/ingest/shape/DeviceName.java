package dev.fleetcast.ingest.shape;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.telemetry.InvalidMessageException;

/** The {@code device} of a universal message, made of the name that another system has for it. */
final class DeviceName {

    private static final int IMEI_DIGITS = 15;

    private DeviceName() {}

    /**
     * Fifteen digits are an IMEI, anything else a serial number.
     *
     * @param field where the name should be, for the reason
     * @throws InvalidMessageException for an empty name
     */
    static ObjectNode of(String name, String field) throws InvalidMessageException {
        if (name.isEmpty()) {
            throw new InvalidMessageException(field + ": is required");
        }
        boolean isImei = name.length() == IMEI_DIGITS && name.chars().allMatch(Character::isDigit);
        String kind = isImei ? "imei" : "serial_no";
        return JsonNodeFactory.instance.objectNode().put("identifier", kind).put(kind, name);
    }
}
