package dev.fleetcast.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fleetcast.channel.log.ChannelConfig;
import dev.fleetcast.kafka.KafkaClients;
import dev.fleetcast.kafka.Topics;
import dev.fleetcast.testing.ChannelApi;
import dev.fleetcast.testing.RawSseClient;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The events topic is deleted and created again while feeds are open. */
@QuarkusTest
class ChannelTopicRecreatedTest {

    @Inject
    KafkaClients kafka;

    @Inject
    Topics topics;

    @Inject
    ChannelConfig config;

    private final ChannelApi channel = ChannelApi.fresh();

    @Test
    void feedsContinueWithTheEventsOfTheRecreatedTopic() throws Exception {
        channel.push("before");
        try (RawSseClient open = channel.follow("?initial=all")) {
            assertThat(open.awaitNext().data()).isEqualTo("before");

            recreate(config.eventsTopic());
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> channel.tryPush("after").statusCode() == 204);

            assertThat(open.awaitNext().data()).isEqualTo("after");
            try (RawSseClient late = channel.follow("?initial=all")) {
                assertThat(late.awaitNext().data()).isEqualTo("before");
                assertThat(late.awaitNext().data()).isEqualTo("after");
            }
        }
    }

    private void recreate(String topic) throws Exception {
        try (var admin = kafka.admin()) {
            admin.deleteTopics(Set.of(topic)).all().get();
            await().until(() -> !admin.listTopics().names().get().contains(topic));
        }
        topics.ensure(List.of(topics.single(topic)));
    }
}
