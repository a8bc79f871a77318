package dev.fleetcast.ingest.shape;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.telemetry.InvalidMessageException;

/** What the name of a device in the feed is. */
public final class DeviceName {

    private static final int IMEI_DIGITS = 15;

    private DeviceName() {}

    /** Whether the name is an IMEI; otherwise it is a serial number. */
    public static boolean isImei(String name) {
        return name.length() == IMEI_DIGITS && name.chars().allMatch(digit -> digit >= '0' && digit <= '9');
    }

    /** The field of a unit, and of a message's {@code device}, for the name: {@code imei} or {@code serial_no}. */
    public static String field(String name) {
        return isImei(name) ? "imei" : "serial_no";
    }

    /**
     * The {@code device} of a universal message, made of the name that another system has for it.
     *
     * @param field where the name should be, for the reason
     * @throws InvalidMessageException for an empty name
     */
    static ObjectNode of(String name, String field) throws InvalidMessageException {
        if (name.isEmpty()) {
            throw new InvalidMessageException(field + ": is required");
        }
        String kind = field(name);
        return JsonNodeFactory.instance.objectNode().put("identifier", kind).put(kind, name);
    }
}
