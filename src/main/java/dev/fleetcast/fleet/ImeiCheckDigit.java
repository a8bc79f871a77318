package dev.fleetcast.fleet;

import java.util.OptionalInt;

/** The last digit of an IMEI of 15 digits, which guards against typing errors. */
public final class ImeiCheckDigit {

    private static final int LENGTH = 15;

    private ImeiCheckDigit() {}

    /** The check digit for the digits before it, by the Luhn formula. */
    public static int of(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? 2 * digit : digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return (10 - sum % 10) % 10;
    }

    /** The digit that should be the last one; empty if it is, and for numbers without a check digit. */
    public static OptionalInt expectedInstead(String imei) {
        if (imei.length() != LENGTH) {
            return OptionalInt.empty();
        }
        int expected = of(imei.substring(0, LENGTH - 1));
        return imei.charAt(LENGTH - 1) - '0' == expected ? OptionalInt.empty() : OptionalInt.of(expected);
    }
}
