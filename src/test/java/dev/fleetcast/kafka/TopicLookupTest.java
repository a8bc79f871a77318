package dev.fleetcast.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.ShutdownEvent;
import java.util.Set;
import org.apache.kafka.common.KafkaException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TopicLookupTest {

    private final TestTopics topics = new TestTopics();
    private final TopicLookup lookup = new TopicLookup(topics.clients());

    @AfterEach
    void close() {
        lookup.stop(new ShutdownEvent());
        topics.close();
    }

    @Test
    void topicMadeAnewHasAnotherId() throws Exception {
        String name = topics.created(2);
        KafkaTopic before = found(name);

        try (var admin = topics.clients().admin()) {
            admin.deleteTopics(Set.of(name)).all().get();
        }
        Awaitility.await().until(() -> lookup.existing(Set.of(name)).isEmpty());
        topics.created(name, 3);

        assertThat(before.partitions()).isEqualTo(2);
        assertThat(found(name).partitions()).isEqualTo(3);
        assertThat(found(name).id()).isNotEqualTo(before.id());
    }

    @Test
    void topicThatDoesNotExistIsLeftOut() throws Exception {
        String name = topics.created(1);

        found(name);

        assertThat(lookup.existing(Set.of(name, TestTopics.name()))).containsOnlyKeys(name);
    }

    @Test
    void nothingIsAskedOnceTheApplicationStops() {
        lookup.stop(new ShutdownEvent());

        assertThatThrownBy(() -> lookup.existing(Set.of("feed"))).isInstanceOf(KafkaException.class);
    }

    /** The topic, once the broker has got round to it. */
    private KafkaTopic found(String name) {
        return Awaitility.await().until(() -> lookup.existing(Set.of(name)).get(name), topic -> topic != null);
    }
}
