package dev.fleetcast.demo;

/** The identity of a tracking device: 15 digits, the last of which is the check digit. */
final class Imei {

    /** A type allocation code: the same for all devices of one model. */
    private static final String MODEL = "35956805";

    private Imei() {}

    /** The IMEI of the demo unit with that id, which has at most six digits. */
    static String ofUnit(long unit) {
        String digits = MODEL + "%06d".formatted(unit);
        return digits + checkDigit(digits);
    }

    /** The Luhn formula. */
    static int checkDigit(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? 2 * digit : digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return (10 - sum % 10) % 10;
    }
}
