package dev.fleetcast.telemetry;

import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.Locale;

/**
 * Parses times as devices and their gateways write them: ISO 8601 with an offset, whose colon is optional. The format
 * of nearly all devices, {@code 2026-02-16T13:51:30} with or without a fraction, then {@code Z} or an offset such as
 * {@code +02:00}, is parsed directly from its characters: a formatter takes about thirty times as long, and every
 * message has two times.
 */
public final class DeviceTime {

    private static final DateTimeFormatter FORM = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            // Lenient for the offset only: this pattern allows minutes, with or without a colon.
            .parseLenient()
            .appendOffset("+HH", "Z")
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private static final int FRACTION = "2026-02-16T13:51:30".length();
    private static final int SHORTEST = FRACTION + 1;
    private static final int OFFSET_LENGTH = "+02:00".length();
    private static final int NANO_DIGITS = 9;
    /** Real offsets are within; larger ones are left to the formatter. */
    private static final int MAX_OFFSET_HOURS = 17;

    private DeviceTime() {}

    /** @throws DateTimeParseException if {@code text} has another format */
    public static OffsetDateTime parse(String text) {
        return OffsetDateTime.parse(text, FORM);
    }

    /** Like {@link #parse}, without the offset; far cheaper for the usual format. */
    public static Instant instant(String text) {
        Instant common = usual(text.toCharArray(), 0, text.length());
        return common == null ? parse(text).toInstant() : common;
    }

    /** Returns the time in these characters, in the usual format; null for another format or an invalid time. */
    static Instant usual(char[] text, int from, int length) {
        if (length < SHORTEST || !isPunctuated(text, from)) {
            return null;
        }
        int end = from + length;
        int zone = zone(text, from + FRACTION, end);
        long day = epochDay(number(text, from, 4), number(text, from + 5, 2), number(text, from + 8, 2));
        int second = secondOfDay(number(text, from + 11, 2), number(text, from + 14, 2), number(text, from + 17, 2));
        int offset = zone < 0 ? Integer.MIN_VALUE : offset(text, zone, end);
        if (day == Long.MIN_VALUE || second < 0 || offset == Integer.MIN_VALUE) {
            return null;
        }
        return Instant.ofEpochSecond(day * 86_400 + second - offset, nanos(text, from + FRACTION, zone));
    }

    private static boolean isPunctuated(char[] text, int from) {
        return text[from + 4] == '-'
                && text[from + 7] == '-'
                && text[from + 10] == 'T'
                && text[from + 13] == ':'
                && text[from + 16] == ':';
    }

    /** Parses digits as a number; negative if a character is not a digit. */
    private static int number(char[] text, int from, int digits) {
        int number = 0;
        for (int i = from; i < from + digits; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    private static long epochDay(int year, int month, int day) {
        boolean exists = year >= 0
                && month >= 1
                && month <= 12
                && day >= 1
                && day <= Month.of(month).length(Year.isLeap(year));
        return exists ? LocalDate.of(year, month, day).toEpochDay() : Long.MIN_VALUE;
    }

    private static int secondOfDay(int hour, int minute, int second) {
        boolean exists = hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && second >= 0 && second < 60;
        return exists ? (hour * 60 + minute) * 60 + second : -1;
    }

    /** Returns the index after the optional fraction; negative if it is malformed. */
    private static int zone(char[] text, int fraction, int end) {
        if (text[fraction] != '.') {
            return fraction;
        }
        int zone = fraction + 1;
        while (zone < end && text[zone] >= '0' && text[zone] <= '9') {
            zone++;
        }
        int digits = zone - fraction - 1;
        return zone < end && digits >= 1 && digits <= NANO_DIGITS ? zone : -1;
    }

    private static int nanos(char[] text, int fraction, int zone) {
        int digits = zone - fraction - 1;
        int nanos = digits <= 0 ? 0 : number(text, fraction + 1, digits);
        for (int i = Math.max(digits, 0); i < NANO_DIGITS; i++) {
            nanos *= 10;
        }
        return nanos;
    }

    /** Returns the offset in seconds; {@link Integer#MIN_VALUE} if it is malformed. */
    private static int offset(char[] text, int zone, int end) {
        if (end - zone == 1 && text[zone] == 'Z') {
            return 0;
        }
        if (end - zone != OFFSET_LENGTH || text[zone + 3] != ':' || (text[zone] != '+' && text[zone] != '-')) {
            return Integer.MIN_VALUE;
        }
        int hours = number(text, zone + 1, 2);
        int minutes = number(text, zone + 4, 2);
        if (hours < 0 || hours > MAX_OFFSET_HOURS || minutes < 0 || minutes > 59) {
            return Integer.MIN_VALUE;
        }
        int seconds = (hours * 60 + minutes) * 60;
        return text[zone] == '-' ? -seconds : seconds;
    }
}
