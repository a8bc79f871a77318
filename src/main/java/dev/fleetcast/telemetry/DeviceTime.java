package dev.fleetcast.telemetry;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Locale;

/** Parses times as devices and their gateways write them: ISO 8601 with an offset, whose colon is optional. */
public final class DeviceTime {

    private static final DateTimeFormatter FORM = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            // Lenient for the offset only: this pattern allows minutes, with or without a colon.
            .parseLenient()
            .appendOffset("+HH", "Z")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private DeviceTime() {}

    /** @throws DateTimeParseException if {@code text} has another format */
    public static OffsetDateTime parse(String text) {
        return OffsetDateTime.parse(text, FORM);
    }

    /** Like {@link #parse}, without the offset; far cheaper for the usual format. */
    public static Instant instant(String text) {
        Instant common = CommonTimeForm.read(text.toCharArray(), 0, text.length());
        return common == null ? parse(text).toInstant() : common;
    }
}
