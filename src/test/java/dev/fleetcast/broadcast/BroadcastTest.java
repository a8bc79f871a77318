package dev.fleetcast.broadcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BroadcastTest {

    @Test
    void withoutTypeAndUserItGoesToAll() {
        Broadcast broadcast = read("{\"content\":\"hello\"}");

        assertThat(broadcast.log()).isEqualTo("broadcast:all");
        assertThat(broadcast.event().data()).isEqualTo("hello");
        assertThat(broadcast.event().event()).isNull();
    }

    @Test
    void withATypeItGoesToTheListenersOfTheType() {
        Broadcast broadcast = read("{\"content\":\"hello\",\"type\":\"sse\"}");

        assertThat(broadcast.log()).isEqualTo("broadcast:type/sse");
        assertThat(broadcast.event().event()).isEqualTo("sse");
    }

    @Test
    void userTakesPrecedenceOverTypeWhichStaysTheEventName() {
        Broadcast broadcast = read("{\"content\":\"hello\",\"type\":\"sse\",\"user\":\"ada\"}");

        assertThat(broadcast.log()).isEqualTo("broadcast:user/ada");
        assertThat(broadcast.event().event()).isEqualTo("sse");
        assertThat(read("{\"content\":\"hello\",\"user\":42}").log()).isEqualTo("broadcast:user/42");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "user":""                   | user
            "user":null                 | user
            "user":"  "                 | user
            "type":""                   | type
            "type":null                 | type
            "type":"","user":"ada"      | type
            "usr":"ada"                 | usr
            "User":"ada"                | User
            "user":"ada","group":"x"    | group
            """)
    void emptyOrUnknownRecipientIsRefused(String fields, String wrong) {
        assertThatThrownBy(() -> read("{\"content\":\"hello\"," + fields + "}"))
                .isInstanceOfSatisfying(HttpProblem.class, problem -> {
                    assertThat(problem.getStatusCode()).isEqualTo(422);
                    assertThat(problem.getDetail()).startsWith(wrong + " ");
                });
    }

    @Test
    void numberForATextIsThatTextDigitByDigit() {
        assertThat(read("{\"content\":1.10}").content()).isEqualTo("1.10");
        assertThat(read("{\"content\":12345678901234567890.10}").content()).isEqualTo("12345678901234567890.10");
    }

    @Test
    void malformedUnicodeIsRefused() {
        byte[] surrogate = "{\"content\":\"\u00ed\u00a0\u00bd\"}".getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> Broadcast.read(surrogate)).hasMessageContaining("byte 13 does not start a character");
        assertThatThrownBy(() -> read("{\"content\":\"\\ud83d\"}")).hasMessageContaining("unpaired surrogate");
    }

    @Test
    void typeAndUserCannotNameAnotherLog() {
        assertThat(read("{\"content\":\"x\",\"type\":\"../all\"}").log()).isEqualTo("broadcast:type/../all");
        assertThat(read("{\"content\":\"x\",\"user\":\"a/../../type/b\"}").log())
                .isEqualTo("broadcast:user/a/../../type/b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nope",
                "null",
                "[]",
                "\"text\"",
                "{\"content\":\"a\"} x",
                "{\"content\":\"a\"",
                "{}",
                "{\"content\":\"\"}",
                "{\"content\":null}",
                "{\"content\":{}}",
                "{\"content\":[\"a\"]}",
                "{\"content\":true}",
                "{\"content\":\"a\",\"type\":{}}",
                "{\"content\":\"a\",\"type\":\"a\\nb\"}",
                "{\"content\":\"a\",\"type\":\"a\\rdata: b\"}",
                "{\"content\":\"a\",\"type\":\"a\\u0000\"}",
                "{\"content\":\"a\",\"user\":[]}",
                "{\"content\":\"a\",\"user\":\"ada\",\"user\":\"bob\"}",
                "{\"content\":\"a\",\"user\":\"a\\nb\"}"
            })
    void malformedBroadcastIsRefused(String body) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOfSatisfying(
                        HttpProblem.class,
                        problem -> assertThat(problem.getStatusCode()).isEqualTo(400));
    }

    @Test
    void tooLongTypesAndUsersAreRefused() {
        assertThat(read("{\"content\":\"a\",\"type\":\"%s\"}".formatted("x".repeat(100))))
                .isNotNull();
        assertThat(read("{\"content\":\"a\",\"user\":\"%s\"}".formatted("x".repeat(128))))
                .isNotNull();
        assertThatThrownBy(() -> read("{\"content\":\"a\",\"type\":\"%s\"}".formatted("x".repeat(101))))
                .isInstanceOf(HttpProblem.class);
        assertThatThrownBy(() -> read("{\"content\":\"a\",\"user\":\"%s\"}".formatted("x".repeat(129))))
                .isInstanceOf(HttpProblem.class);
    }

    private static Broadcast read(String body) {
        return Broadcast.read(body.getBytes(StandardCharsets.UTF_8));
    }
}
