package dev.fleetcast.telemetry;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Locale;

/** Reads times as devices and their gateways write them: ISO 8601 with an offset, which need not have its colon. */
public final class DeviceTime {

    private static final DateTimeFormatter FORM = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            // Lenient about the offset alone: with this pattern it may have minutes, with or without a colon.
            .parseLenient()
            .appendOffset("+HH", "Z")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private DeviceTime() {}

    /** @throws DateTimeParseException if {@code text} is anything else */
    public static OffsetDateTime parse(String text) {
        return OffsetDateTime.parse(text, FORM);
    }

    /** As {@link #parse}, for whom the offset does not matter; far cheaper for the form most devices use. */
    public static Instant instant(String text) {
        Instant common = CommonTimeForm.read(text.toCharArray(), 0, text.length());
        return common == null ? parse(text).toInstant() : common;
    }
}
