package dev.fleetcast.ingest.shape;

import java.math.BigDecimal;

/** Bounds on numbers in records of other systems. */
final class Numbers {

    private static final int MAX_DIGITS = 30;

    private Numbers() {}

    /** Whether neither the digits nor the exponent of the number are so many that computing with it costs much. */
    static boolean isOfUsualSize(BigDecimal number) {
        return number.precision() <= MAX_DIGITS && Math.abs((long) number.scale()) <= MAX_DIGITS;
    }
}
