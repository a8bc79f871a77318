package dev.fleetcast.ingest.shape;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;

/** Numbers in records of other systems, which may be text. */
final class Numbers {

    private static final int MAX_DIGITS = 30;
    /** Parsing takes the square of the length. */
    private static final int MAX_CHARACTERS = 100;

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
}
