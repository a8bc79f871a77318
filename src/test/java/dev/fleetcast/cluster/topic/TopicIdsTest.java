package dev.fleetcast.cluster.topic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.kafka.KafkaTopic;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TopicIdsTest {

    private String id = "former";
    private long now = 1;
    private final TopicIds ids = new TopicIds(asked -> Map.of("feed", new KafkaTopic(id, 1, Set.of())), () -> now);

    @Test
    void changedIdIsWithheldUntilTheCallerHasMovedBack() {
        assertThat(ids.of(Set.of("feed"))).contains(Map.of("feed", "former"));

        id = "recreated";
        pass(11);
        assertThat(ids.of(Set.of("feed"))).isEmpty();

        ids.forget();
        assertThat(ids.of(Set.of("feed"))).contains(Map.of("feed", "recreated"));
    }

    @Test
    void changedIdIsAcceptedAfterTenSeconds() {
        ids.of(Set.of("feed"));
        id = "recreated";
        pass(11);
        assertThat(ids.of(Set.of("feed"))).isEmpty();

        pass(11);
        assertThat(ids.of(Set.of("feed"))).contains(Map.of("feed", "recreated"));
    }

    private void pass(int seconds) {
        now += TimeUnit.SECONDS.toNanos(seconds);
    }
}
