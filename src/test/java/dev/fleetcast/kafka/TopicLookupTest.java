package dev.fleetcast.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.ShutdownEvent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
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
    void recreatedTopicHasAnotherId() throws Exception {
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
    void retentionIsReportedIfLimited() throws Exception {
        String limited = topics.created(1);
        String unlimited = topics.created(1);
        found(limited);
        found(unlimited);

        retain(limited, "1800000");
        retain(unlimited, "-1");

        Awaitility.await()
                .untilAsserted(() -> assertThat(lookup.retentions(Set.of(limited, unlimited)))
                        .isEqualTo(Map.of(limited, Duration.ofMinutes(30))));
    }

    @Test
    void nothingIsAskedOnceTheApplicationStops() {
        lookup.stop(new ShutdownEvent());

        assertThatThrownBy(() -> lookup.existing(Set.of("feed"))).isInstanceOf(KafkaException.class);
    }

    private void retain(String topic, String millis) throws Exception {
        AlterConfigOp retention =
                new AlterConfigOp(new ConfigEntry(TopicConfig.RETENTION_MS_CONFIG, millis), AlterConfigOp.OpType.SET);
        try (var admin = topics.clients().admin()) {
            admin.incrementalAlterConfigs(
                            Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic), List.of(retention)))
                    .all()
                    .get();
        }
    }

    /** The topic, once the broker has created it. */
    private KafkaTopic found(String name) {
        return Awaitility.await().until(() -> lookup.existing(Set.of(name)).get(name), topic -> topic != null);
    }
}
