package dev.fleetcast.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FeedRetentionTest {

    @Test
    void topicWithTooShortRetentionIsNamed() {
        assertThat(FeedRetention.warnings(
                        Map.of("short", Duration.ofMinutes(30), "long", Duration.ofMinutes(31)),
                        Duration.ofMinutes(30)))
                .singleElement()
                .asString()
                .startsWith("Kafka keeps short for PT30M")
                .contains("FLEETCAST_RESUME_MAX_AGE=PT30M");
    }
}
