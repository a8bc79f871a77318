package dev.fleetcast.history.answer;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers as answers show them. */
public final class Rounded {

    private Rounded() {}

    /** Kilometres to the metre. */
    public static BigDecimal kilometers(long meters) {
        return BigDecimal.valueOf(meters, 3);
    }

    /** A measurement to one digit. */
    public static BigDecimal measured(double value) {
        return BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_UP);
    }
}
