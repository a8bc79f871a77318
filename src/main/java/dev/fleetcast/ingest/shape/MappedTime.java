package dev.fleetcast.ingest.shape;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetcast.telemetry.InvalidMessageException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/**
 * The time in the records of a mapping.
 *
 * @param place where it is
 * @param perSecond the number of its units in a second; null for text
 * @param pattern the form of text; null for ISO 8601
 */
record MappedTime(JsonPointer place, BigDecimal perSecond, DateTimeFormatter pattern) {

    /** The latest time of ISO 8601 with four digits of the year. */
    private static final BigDecimal LATEST =
            BigDecimal.valueOf(Instant.parse("9999-12-31T23:59:59Z").getEpochSecond());

    private static final BigDecimal MILLIS = new BigDecimal(1_000);
    private static final BigDecimal NANOS = new BigDecimal(1_000_000_000);

    /** @throws IllegalArgumentException for a malformed pattern */
    static MappedTime of(JsonPointer place, String format, ZoneId zone) {
        return switch (format) {
            case "iso" -> new MappedTime(place, null, null);
            case "s" -> new MappedTime(place, BigDecimal.ONE, null);
            case "ms" -> new MappedTime(place, MILLIS, null);
            default ->
                new MappedTime(
                        place,
                        null,
                        DateTimeFormatter.ofPattern(format, Locale.ROOT).withZone(zone));
        };
    }

    /** The time in ISO 8601; null if the record has none. */
    String in(JsonNode record) throws InvalidMessageException {
        JsonNode value = record.at(place);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        try {
            return perSecond == null ? ofText(value.asText()) : ofNumber(Numbers.of(value));
        } catch (DateTimeException | ArithmeticException | NumberFormatException malformed) {
            throw new InvalidMessageException("time: must have the form that the mapping says");
        }
    }

    private String ofText(String text) {
        if (pattern == null) {
            return text;
        }
        TemporalAccessor parsed = pattern.parse(text);
        Instant second = Instant.ofEpochSecond(parsed.getLong(ChronoField.INSTANT_SECONDS));
        return second.plusNanos(parsed.get(ChronoField.NANO_OF_SECOND)).toString();
    }

    private String ofNumber(BigDecimal number) {
        if (number.signum() < 0 || number.compareTo(LATEST.multiply(perSecond)) > 0) {
            throw new DateTimeException("out of range");
        }
        BigDecimal nanos = number.multiply(NANOS).divideToIntegralValue(perSecond);
        return Instant.EPOCH
                .plusSeconds(nanos.divideToIntegralValue(NANOS).longValueExact())
                .plusNanos(nanos.remainder(NANOS).intValue())
                .toString();
    }
}
