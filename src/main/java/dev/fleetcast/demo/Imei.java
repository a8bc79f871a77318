package dev.fleetcast.demo;

import dev.fleetcast.fleet.ImeiCheckDigit;

/** The identity of a tracking device: 15 digits, the last of which is the check digit. */
final class Imei {

    /** A type allocation code: the same for all devices of one model. */
    private static final String MODEL = "35956805";

    private Imei() {}

    /** The IMEI of the demo unit with that id, which has at most six digits. */
    static String ofUnit(long unit) {
        String digits = MODEL + "%06d".formatted(unit);
        return digits + ImeiCheckDigit.of(digits);
    }
}
