package dev.fleetcast.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.testing.SharedServices;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.junit.jupiter.api.Test;

class KafkaHealthTest {

    private static final Duration LIMIT = Duration.ofSeconds(3);

    @Test
    void brokerThatAnswersIsUp() {
        assertThat(statusOf(SharedServices.bootstrapServers())).isEqualTo(Status.UP);
    }

    @Test
    void brokerThatNeverAnswersIsDownWithinThreeSeconds() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            assertThat(statusOf("localhost:" + silent.getLocalPort())).isEqualTo(Status.DOWN);
        }
    }

    @Test
    void brokerWithoutAnAddressIsDown() {
        assertThat(statusOf("no-such-broker.invalid:9092")).isEqualTo(Status.DOWN);
    }

    private static Status statusOf(String bootstrapServers) {
        KafkaHealth health = new KafkaHealth(
                TestTopics.clients(Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers)));
        try {
            return health.call().await().atMost(LIMIT).getStatus();
        } finally {
            health.stop(null);
        }
    }
}
