package dev.fleetcast.kafka.record;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.reactive.messaging.kafka.Record;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTopicTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "plain", "Straße", "位置", "🚚"})
    void sizeIsInBytes(String text) {
        long bytes = text.getBytes(StandardCharsets.UTF_8).length;

        assertThat(JsonTopic.size(Record.of("key", text))).isEqualTo(3 + bytes);
        assertThat(JsonTopic.size(Record.of(text, ""))).isEqualTo(bytes);
    }

    @Test
    void deletionHasTheSizeOfItsKey() {
        assertThat(JsonTopic.size(Record.of("key", null))).isEqualTo(3);
    }
}
