package dev.fleetcast.cluster;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fleetcast.kafka.KafkaConnectivity;
import dev.fleetcast.replica.ThisReplica;
import dev.fleetcast.stream.spi.RemoteStreams;
import dev.fleetcast.stream.spi.StreamRequest;
import dev.fleetcast.stream.spi.StreamTable;
import dev.fleetcast.testing.MovingFleet;
import dev.fleetcast.testing.OwnBroker;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A broker of its own, which becomes unreachable. */
@QuarkusTest
@TestProfile(MovingFleet.class)
class KafkaLostTest {

    @Inject
    StreamTable table;

    @Inject
    RemoteStreams remote;

    @Inject
    KafkaConnectivity link;

    @Inject
    ThisReplica me;

    OwnBroker broker;

    @AfterEach
    void comeBack() {
        broker.comeBack();
    }

    @Test
    void withoutKafkaDependentCallsFailAtOnceAndTheReplicaStaysReady() {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> readiness() == 200 && link.lostSince().isEmpty());
        Instant before = Instant.now();
        broker.goAway();

        await().atMost(Duration.ofSeconds(20)).until(() -> link.lostSince().isPresent());

        assertThat(link.lostSince().orElseThrow()).isBetween(before.minusSeconds(2), before.plusSeconds(10));
        long begin = System.nanoTime();
        assertUnavailable(table.claim(1, "token"));
        assertUnavailable(table.write(TestStreams.record("claim", me.id(), 1)));
        assertUnavailable(remote.ask(new StreamRequest(StreamRequest.Kind.PONG, TestStreams.STREAM, null, List.of())));
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(4));
        assertThat(readiness()).isEqualTo(200);
    }

    private static int readiness() {
        return given().get("/q/health/ready").statusCode();
    }

    private static void assertUnavailable(Uni<?> answer) {
        assertThatThrownBy(() -> answer.await().atMost(Duration.ofSeconds(10)))
                .isInstanceOfSatisfying(
                        HttpProblem.class,
                        problem -> assertThat(problem.getStatusCode()).isEqualTo(503));
    }
}
