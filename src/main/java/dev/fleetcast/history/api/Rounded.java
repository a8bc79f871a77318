package dev.fleetcast.history.api;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers as answers show them. */
final class Rounded {

    private Rounded() {}

    /** Kilometres to the metre. */
    static BigDecimal kilometers(long meters) {
        return BigDecimal.valueOf(meters, 3);
    }

    /** A measurement to one digit. */
    static BigDecimal measured(double value) {
        return BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_UP);
    }
}
