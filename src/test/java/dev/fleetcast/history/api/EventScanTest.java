package dev.fleetcast.history.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventScanTest {

    private static boolean mayHaveEvents(String message, Charset charset) {
        return EventScan.mayHaveEvents(message.getBytes(charset));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"events\":[[\"PANIC\",[]]]}",
                "{\"events\" : [ [\"PANIC\"] ]}",
                "{\"a\":{\"events\":[]},\"events\":[[\"PANIC\"]]}",
                "{\"message_type\":\"event\",\"event_code\":\"PANIC\"}",
                "{\"\\u0065vents\":[[\"PANIC\"]]}",
                "{\"event\\u005fcode\":\"PANIC\"}",
                "{\"events\":"
            })
    void messageThatMayHaveSomeIsDecoded(String message) {
        assertThat(mayHaveEvents(message, StandardCharsets.UTF_8)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"message_type\":\"gps\",\"gps\":{}}",
                "{\"events\":[],\"gps\":{}}",
                "{\"gps\":{},\"events\" :\n[ ]}",
                "{\"text\":\"events\\n\"}",
                "{\"event\":1}",
                ""
            })
    void messageWithoutIsNot(String message) {
        assertThat(mayHaveEvents(message, StandardCharsets.UTF_8)).isFalse();
    }

    @Test
    void messageInAnotherEncodingIsDecoded() {
        assertThat(mayHaveEvents("{\"events\":[[\"PANIC\"]]}", StandardCharsets.UTF_16LE))
                .isTrue();
    }
}
