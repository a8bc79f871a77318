package dev.fleetcast.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gps.speed > 42",
                "gps.speed==42.5",
                "gps.speed <= 42.5",
                "gps.speed < 100",
                "gps.speed != 42",
                "gsm[0].signal_str > 50",
                "gsm[1].signal_str < 10",
                "inputs[2] == 1",
                "inputs[1] == 0",
                "inputs[3] < 1",
                "inputs == 10100000",
                "sensors.ignition == on",
                "sensors.ignition == \"on\"",
                "sensors.fuel_level >= 61.5",
                "sensors.tyres[1] > 2.15",
                "events == ZONE:ENTER:1",
                "events == 'HARSH:BRAKING'",
                "events != PANIC",
                "valid == true",
                "late == false",
                "device.imei == 359568052512345",
                "device.name == 'A 1'",
                "obd_ii.mode_01.13 == 42",
                "vehicle == null",
                "driver == null",
                "gps.altitude == null",
                "gps.altitude != 5",
                "gps.timestamp > 2026-02-16T15:51:29+02:00",
                "gps.timestamp == 2026-02-16T13:51:30Z",
                "gps.timestamp <= '2026-02-16T13:51:30Z'",
                "message_type == gps",
                "message_type > abc",
                "gps.speed > 1 AND gps.speed < 50",
                "gps.speed > 1 && gps.speed < 50",
                "gps.speed > 50 OR valid == true",
                "gps.speed > 50 or valid == true",
                "valid == false && valid == false || valid == true",
                "valid == true || valid == true && valid == false",
                "((gps.speed > 50) || (valid == true))",
                " \t gps.speed\n>\n42 "
            })
    void isFulfilled(String query) throws InvalidQueryException {
        assertThat(Condition.parse(query).matches(Messages.example())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gps.speed > 42.5",
                "gps.speed == 9.50",
                "gsm[2].signal_str > 0",
                "gsm[2].signal_str <= 0",
                "gsm.signal_str > 0",
                "inputs[8] == 0",
                "inputs == 010100000",
                "sensors.ignition != on",
                "sensors.ignition > 5",
                "events == ZONE",
                "events == ZONE:ENTER",
                "events != ZONE:ENTER:1",
                "unknown.field >= 0",
                "unknown != null",
                "gps.altitude <= 0",
                "gps == x",
                "valid == true && (late == true || message_type == event)"
            })
    void isNotFulfilled(String query) throws InvalidQueryException {
        assertThat(Condition.parse(query).matches(Messages.example())).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|1|expected the name of a field, found the end",
                "gps.speed|10|expected one of >= <= == != > <, found the end",
                "gps.speed = 5|11|expected one of >= <= == != > <, found \"=\"",
                "gps.speed >|12|expected a value, found the end",
                "gps.speed > 5 AND|18|expected the name of a field, found the end",
                "gps.speed > 5 gps|15|expected AND, OR or the end, found \"g\"",
                "gps..speed > 5|5|expected the name of a field, found \".\"",
                "gsm[x] > 5|5|expected an index of at most 4 digits, found \"x\"",
                "gsm[99999] > 5|5|expected an index of at most 4 digits, found \"9\"",
                "gsm[1 > 5|7|expected \"]\", found \">\"",
                "(gps.speed > 5|15|expected AND, OR or \")\", found the end",
                "gps.speed > 5)|14|expected AND, OR or the end, found \")\"",
                "a == 'x|8|expected a closing ', found the end",
                "a == 1 && 😀|11|expected the name of a field, found \"😀\""
            })
    void saysWhereAndWhatIsWrong(String query, int position, String detail) {
        assertThatThrownBy(() -> Condition.parse(query))
                .isInstanceOf(InvalidQueryException.class)
                .hasMessage("position " + position + ": " + detail);
    }

    @Test
    void isBoundedInLengthDepthAndNumber() {
        String deep = "(".repeat(21) + "a == 1" + ")".repeat(21);
        String many = "a == 1 || ".repeat(50) + "a == 1";
        String steps = "a" + ".a".repeat(10) + " == 1";

        assertThatThrownBy(() -> Condition.parse(deep)).hasMessageContaining("20 deep");
        assertThatThrownBy(() -> Condition.parse(many)).hasMessageContaining("at most 50 comparisons");
        assertThatThrownBy(() -> Condition.parse(steps)).hasMessageContaining("at most 10 steps");
        assertThatThrownBy(() -> Condition.parse("a == " + "x".repeat(2_000))).hasMessageContaining("at most 2000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a == 1e999999999", "a == 1e-999999999", "a > 99999999999999999999999999999999999999999"})
    void hugeNumbersAreWords(String query) throws InvalidQueryException {
        assertThat(Condition.parse(query).matches(Messages.example())).isFalse();
    }

    @Test
    void anyTextIsReadOrRefused() {
        Random random = new Random(3);
        String alphabet = "ab.[]01 ()<>=!&|'\"ANDOR,-:\n\u0000é";
        for (int i = 0; i < 20_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(30); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            try {
                Condition.parse(text.toString()).matches(Messages.example());
            } catch (InvalidQueryException refused) {
                assertThat(refused.position()).isBetween(1, text.length() + 1);
            }
        }
    }
}
