package dev.fleetcast.kafka;

import static org.awaitility.Awaitility.await;

import dev.fleetcast.testing.SharedServices;
import io.smallrye.mutiny.TimeoutException;
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
        awaitStatus(Status.UP, SharedServices.bootstrapServers());
    }

    @Test
    void brokerThatNeverAnswersIsDownWithinThreeSeconds() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            awaitStatus(Status.DOWN, "localhost:" + silent.getLocalPort());
        }
    }

    @Test
    void brokerWithoutAnAddressIsDown() {
        awaitStatus(Status.DOWN, "no-such-broker.invalid:9092");
    }

    /** A busy machine may hold up some attempts, but not all of them. */
    private static void awaitStatus(Status expected, String bootstrapServers) {
        await().ignoreExceptionsInstanceOf(TimeoutException.class).until(() -> statusOf(bootstrapServers) == expected);
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
