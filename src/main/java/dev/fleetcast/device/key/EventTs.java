package dev.fleetcast.device.key;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a device calls one of its events: usually the time of the event by the device's clock.
 *
 * @param json a number in plain decimal, or a text, as JSON
 */
public record EventTs(@JsonValue @JsonRawValue String json) {

    /** Beyond this, a number is no time, and too long in plain decimal. */
    private static final int MAX_DIGITS = 64;

    private static final Pattern TEXT = Pattern.compile("[ -~&&[^\"\\\\]]{1,64}");

    /** A number that is no time is kept as text, so that readers of the JSON keep it too. */
    public static EventTs ofNumber(String number) {
        try {
            BigDecimal value = new BigDecimal(number);
            boolean plain = value.precision() <= MAX_DIGITS && Math.abs((long) value.scale()) <= MAX_DIGITS;
            return new EventTs(plain ? value.toPlainString() : '"' + number + '"');
        } catch (NumberFormatException hugeExponent) {
            return new EventTs('"' + number + '"');
        }
    }

    /** Empty for a text that is no short line of plain characters. */
    static Optional<EventTs> ofText(String text) {
        return TEXT.matcher(text).matches() ? Optional.of(new EventTs('"' + text + '"')) : Optional.empty();
    }

    /** Without the quotes of a text. */
    public String plain() {
        return json.startsWith("\"") ? json.substring(1, json.length() - 1) : json;
    }
}
