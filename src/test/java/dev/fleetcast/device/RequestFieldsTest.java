package dev.fleetcast.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies of the device API, none of whose text may change silently. */
class RequestFieldsTest {

    private static final String FORM = "application/x-www-form-urlencoded";

    private static RequestFields form(String body) {
        return RequestFields.of(FORM, body.getBytes(StandardCharsets.UTF_8));
    }

    private static RequestFields json(String body) {
        return RequestFields.of("application/json", body.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"a;b|a;b", "#1|#1", "a=b|a=b", "%C3%A4+b|ä b", "ä|ä", "%2B%26|+&", "\"%00\"|\"\0\""})
    void formKeepsItsText(String encoded, String text) {
        String expected = text.replace("\\0", "\0");
        assertThat(form("name=x&data=" + encoded).text("data")).hasValue(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"data=%ff", "data=%C3", "%c0%80=1", "data=%ED%A0%80", "data=%", "data=%4", "data=%zz"})
    void whatIsNoTextIsRefused(String body) {
        assertThatThrownBy(() -> form(body))
                .isInstanceOfSatisfying(
                        HttpProblem.class,
                        problem -> assertThat(problem.getStatusCode()).isEqualTo(400));
    }

    @Test
    void bytesThatAreNoUtf8AreRefused() {
        byte[] body = "data=\u00ff".getBytes(StandardCharsets.ISO_8859_1);
        assertThatThrownBy(() -> RequestFields.of(FORM, body)).isInstanceOf(HttpProblem.class);
    }

    @Test
    void noFieldOfAFormIsDroppedSilently() {
        String many = IntStream.range(0, 101).mapToObj(i -> "f" + i + "=1").collect(Collectors.joining("&"));
        assertThatThrownBy(() -> form(many)).isInstanceOf(HttpProblem.class);
        assertThat(form("a=1&a=2&b&&=3").all().toString()).isEqualTo("{\"a\":\"1\",\"b\":\"\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.50",
                "1e3",
                "-0.0",
                "12345678901234567890.123456789",
                "1e400",
                "true",
                "[1.0, 2]",
                "{\"a\": 1.10}",
                "[]"
            })
    void whatIsNoTextKeepsItsForm(String value) {
        assertThat(json("{\"x\":{\"arg\":1},\"arg\": " + value + " }").written("arg"))
                .hasValue(value);
    }

    @Test
    void textAndNothing() {
        RequestFields fields = json("{\"arg\":\"\\u00e4\",\"args\":null}");
        assertThat(fields.written("arg")).hasValue("ä");
        assertThat(fields.written("args")).isEmpty();
        assertThat(fields.written("other")).isEmpty();
        assertThat(form("arg=1.50").written("arg")).hasValue("1.50");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"a\":1e99999999999}",
                "{\"a\":1}{}",
                "{\"a\":1,\"a\":1}",
                "{\"a\":{\"b\":1,\"b\":2}}",
                "[1]",
                "7",
                "{\"a\""
            })
    void whatIsNoObjectIsRefused(String body) {
        assertThatThrownBy(() -> json(body))
                .isInstanceOfSatisfying(
                        HttpProblem.class,
                        problem -> assertThat(problem.getStatusCode()).isEqualTo(400));
    }

    @Test
    void otherEncodingsOfJsonAreRefused() {
        byte[] utf16 = "{\"arg\":\"on\"}".getBytes(StandardCharsets.UTF_16LE);
        assertThatThrownBy(() -> RequestFields.of("application/json", utf16)).isInstanceOf(HttpProblem.class);
    }
}
