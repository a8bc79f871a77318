package dev.fleetcast.ingest.shape;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers in records of other systems, which may be text. */
final class Numbers {

    private static final int MAX_DIGITS = 30;
    /** Parsing takes the square of the length. */
    private static final int MAX_CHARACTERS = 100;

    private static final int SPEED_DECIMALS = 2;

    private Numbers() {}

    /**
     * The number.
     *
     * @throws NumberFormatException if the text is not a number, or has so many digits or such an exponent that computing
     *     with it costs much
     */
    static BigDecimal of(JsonNode value) {
        String text = value.asText();
        if (text.length() > MAX_CHARACTERS) {
            throw new NumberFormatException();
        }
        BigDecimal number = new BigDecimal(text);
        if (number.precision() > MAX_DIGITS || Math.abs((long) number.scale()) > MAX_DIGITS) {
            throw new NumberFormatException();
        }
        return number;
    }

    /** A speed in km/h, given what makes km/h of it. Conversion leaves noise behind the decimals; km/h stay as they are. */
    static BigDecimal kilometersPerHour(BigDecimal speed, BigDecimal factor) {
        if (factor.compareTo(BigDecimal.ONE) == 0) {
            return speed;
        }
        BigDecimal converted = speed.multiply(factor)
                .setScale(SPEED_DECIMALS, RoundingMode.HALF_UP)
                .stripTrailingZeros();
        return converted.scale() < 0 ? converted.setScale(0) : converted;
    }
}
