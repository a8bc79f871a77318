package dev.fleetcast.query;

import dev.fleetcast.telemetry.DeviceTime;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/**
 * A value in a condition.
 *
 * @param text as the client wrote it
 * @param number the value as a number; null if it is none, or quoted
 * @param time the value as a time with offset; null if it is none
 * @param isNull whether it is the word {@code null}
 */
record Literal(String text, BigDecimal number, Instant time, boolean isNull) {

    /** Beyond, a comparison of decimal numbers would cost too much. */
    private static final int MAX_DIGITS = 40;

    private static final int MAX_EXPONENT = 400;
    private static final int SHORTEST_TIME = "2026-02-16T13:51Z".length();
    private static final int LONGEST_TIME = 40;

    static Literal word(String text) {
        return new Literal(text, number(text), time(text), text.equals("null"));
    }

    static Literal quoted(String text) {
        return new Literal(text, null, time(text), false);
    }

    /** Returns null if the text is not a number of reasonable size. */
    static BigDecimal number(String text) {
        if (text.length() > MAX_DIGITS || text.isEmpty()) {
            return null;
        }
        try {
            return bounded(new BigDecimal(text));
        } catch (NumberFormatException word) {
            return null;
        }
    }

    /** Returns null if the number is not of reasonable size. */
    static BigDecimal bounded(BigDecimal number) {
        boolean small = number.precision() <= MAX_EXPONENT && Math.abs((long) number.scale()) <= MAX_EXPONENT;
        return small ? number : null;
    }

    /** Returns null if the text is not a time with offset. */
    static Instant time(String text) {
        if (text.length() < SHORTEST_TIME || text.length() > LONGEST_TIME || text.charAt(4) != '-') {
            return null;
        }
        try {
            return DeviceTime.instant(text);
        } catch (DateTimeParseException word) {
            return null;
        }
    }
}
