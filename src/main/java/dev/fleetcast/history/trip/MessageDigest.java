package dev.fleetcast.history.trip;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * A hash of a message's content, without the time at which its gateway received it: a device that gets no answer sends a
 * message again. The order of members does not matter.
 */
public final class MessageDigest {

    private static final String RECEIVED = "timestamp";
    private static final long PRIME = 0x100_0000_01B3L;
    private static final long BASIS = 0xCBF2_9CE4_8422_2325L;

    private MessageDigest() {}

    /** @param message a universal message */
    public static long of(ObjectNode message) {
        long sum = 0;
        for (var member : message.properties()) {
            if (!member.getKey().equals(RECEIVED)) {
                sum += mixed(hash(member.getKey()) * PRIME + hash(member.getValue()));
            }
        }
        return mixed(sum);
    }

    private static long hash(JsonNode value) {
        if (value.isObject()) {
            long sum = 1;
            for (var member : value.properties()) {
                sum += mixed(hash(member.getKey()) * PRIME + hash(member.getValue()));
            }
            return mixed(sum);
        }
        if (value.isArray()) {
            long sequence = 2;
            for (JsonNode element : value) {
                sequence = mixed(sequence * PRIME + hash(element));
            }
            return sequence;
        }
        return hash(value.asText()) + value.getNodeType().ordinal();
    }

    private static long hash(String text) {
        long hash = BASIS;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * PRIME;
        }
        return hash;
    }

    private static long mixed(long bits) {
        long mixed = (bits ^ (bits >>> 32)) * 0x9E37_79B9_7F4A_7C15L;
        return mixed ^ (mixed >>> 29);
    }
}
