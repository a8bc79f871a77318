package dev.fleetcast.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PaddingTest {

    @Test
    void messageGetsTheLengthAndStaysJson() {
        assertThat(padded("{\"a\":1}", 20)).isEqualTo("{\"a\":1,\"filler\":\"x\"}");
    }

    @Test
    void fieldCanBeEmpty() {
        assertThat(padded("{\"a\":1}", 19)).isEqualTo("{\"a\":1,\"filler\":\"\"}");
    }

    @Test
    void messageThatLeavesNoRoomIsUnchanged() {
        assertThat(padded("{\"a\":1}", 18)).isEqualTo("{\"a\":1}");
    }

    private static String padded(String json, int bytes) {
        return new String(new Padding(bytes).pad(json.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }
}
