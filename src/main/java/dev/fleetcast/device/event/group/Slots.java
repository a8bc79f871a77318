package dev.fleetcast.device.event.group;

import java.util.Base64;
import java.util.BitSet;

/** The parts into which a group divides the devices: a device's events are all in one. */
final class Slots {

    /** More than a group has members. */
    static final int COUNT = 256;

    private Slots() {}

    /** The slot of a device; the same on every replica. */
    static int of(String coreid) {
        int hash = coreid.hashCode() * 0x9E3779B9;
        return (hash >>> 16) & (COUNT - 1);
    }

    static String text(BitSet slots) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(slots.toByteArray());
    }

    /** @throws IllegalArgumentException if it is not what {@link #text} makes */
    static BitSet parse(String text) {
        BitSet slots = BitSet.valueOf(Base64.getUrlDecoder().decode(text));
        if (slots.length() > COUNT) {
            throw new IllegalArgumentException("not slots");
        }
        return slots;
    }
}
