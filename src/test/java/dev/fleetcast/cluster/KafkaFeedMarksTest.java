package dev.fleetcast.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.kafka.KafkaTopic;
import dev.fleetcast.telemetry.FeedLog;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

class KafkaFeedMarksTest {

    private final FeedLog log = new FeedLog(Map.of("feed", "former"), Map.of());

    @Test
    void offsetsThatMayBeThoseOfANewTopicAreNotMarked() {
        assertThat(isCurrent(Map.of("feed", topic("former")))).isTrue();
        assertThat(isCurrent(Map.of("feed", topic("recreated")))).isFalse();
        assertThat(isCurrent(Map.of())).isFalse();
    }

    @Test
    void nothingIsMarkedWhileKafkaCannotSay() {
        assertThat(KafkaFeedMarks.isCurrent(log, asked -> {
                    throw new TimeoutException("expected by the test");
                }))
                .isFalse();
    }

    private boolean isCurrent(Map<String, KafkaTopic> existing) {
        return KafkaFeedMarks.isCurrent(log, asked -> existing);
    }

    private static KafkaTopic topic(String id) {
        return new KafkaTopic(id, 1, Set.of());
    }
}
