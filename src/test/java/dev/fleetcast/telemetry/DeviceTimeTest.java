package dev.fleetcast.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceTimeTest {

    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss");
    private static final long YEAR_0 = -62_167_219_200L;
    private static final long YEAR_10_000 = 253_402_300_800L;
    private static final String PIECES = "0123456789-+:.TZtz ";

    @ParameterizedTest
    @CsvSource({
        "2026-02-16T13:51:30Z,           2026-02-16T13:51:30Z",
        "2024-02-29T23:59:59.5+00:00,    2024-02-29T23:59:59.5Z",
        "2026-01-01T00:30:00.123456789+02:00, 2025-12-31T22:30:00.123456789Z",
        "1969-12-31T18:00:00-05:30,      1969-12-31T23:30:00Z"
    })
    void commonFormIsReadDirectly(String text, Instant time) {
        assertThat(direct(text)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-16T13:51Z",
                "2026-02-16T13:51:30+0000",
                "2026-02-16T13:51:30-06",
                "2026-02-16T13:51:30+18:00",
                "2026-02-16T13:51:30.Z",
                "2026-02-29T13:51:30Z",
                "2026-02-16T24:00:00Z",
                "2026-02-16T13:51:30",
                "2026-02-16T13:51:30.123",
                "+2026-02-16T13:51:30Z",
                ""
            })
    void everythingElseIsLeftToTheFormatter(String text) {
        assertThat(direct(text)).isNull();
    }

    @Test
    void formatterAgreesWithEveryDirectReading() {
        Random random = new Random(4);
        int readings = 0;
        for (int i = 0; i < 10_000; i++) {
            String text = i % 2 == 0 ? time(random) : wounded(time(random), random);
            Instant direct = direct(text);
            if (direct != null) {
                assertThat(DeviceTime.parse(text).toInstant()).as(text).isEqualTo(direct);
                readings++;
            }
        }
        assertThat(readings).isBetween(5_000, 9_700);
    }

    @Test
    void timesTheFormatterRefusesAreReadByNeither() {
        Random random = new Random(5);
        int refusals = 0;
        for (int i = 0; i < 5_000; i++) {
            String text = wounded(time(random), random);
            try {
                DeviceTime.parse(text);
            } catch (DateTimeParseException refused) {
                assertThat(direct(text)).as(text).isNull();
                refusals++;
            }
        }
        assertThat(refusals).isGreaterThan(1_500);
    }

    private static Instant direct(String text) {
        // At an offset in the array, as within a message.
        char[] padded = ("\"" + text + "\",").toCharArray();
        return DeviceTime.usual(padded, 1, text.length());
    }

    private static String time(Random random) {
        String local =
                LOCAL.format(LocalDateTime.ofEpochSecond(random.nextLong(YEAR_0, YEAR_10_000), 0, ZoneOffset.UTC));
        String fraction = random.nextBoolean() ? "" : "." + random.nextInt(1_000_000);
        String sign = random.nextBoolean() ? "+" : "-";
        String offset = String.format("%02d:%02d", random.nextInt(20), random.nextInt(60));
        return local + fraction + (random.nextBoolean() ? "Z" : sign + offset);
    }

    private static String wounded(String text, Random random) {
        int at = random.nextInt(text.length());
        char piece = PIECES.charAt(random.nextInt(PIECES.length()));
        return text.substring(0, at) + piece + text.substring(at + random.nextInt(2));
    }
}
