package dev.fleetcast.cluster;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fleetcast.cluster.topic.Command;
import dev.fleetcast.cluster.topic.CommandsTopic;
import dev.fleetcast.replica.ThisReplica;
import dev.fleetcast.stream.spi.ReplicaLoad;
import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.SseClient;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OperationsResourceTest {

    private static final String PATH = "/api/v1/admin/operations/replicas";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    CommandsTopic commands;

    @Inject
    ThisReplica me;

    @Test
    void openStreamIsCountedWithItsUserAndSubscriptions() {
        Api demo = Api.login("demo");
        try (SseClient stream = Api.connect()) {
            String id = stream.streamId();
            demo.follow(id, 1);
            demo.follow(id, 2);

            JsonPath figures = replica(me.id().value());

            assertThat(figures.getBoolean("answering")).isTrue();
            assertThat(figures.getLong("figures.streams")).isPositive();
            assertThat(figures.getLong("figures.users")).isPositive();
            assertThat(figures.getLong("figures.subscriptions")).isGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void otherReplicasAreShownAsTheyReport() {
        ThisReplica other = new ThisReplica();
        // Beats until it has been seen, as a single beat may be forgotten before the test looks.
        JsonPath shown = await().until(
                        () -> {
                            commands.send(Command.heartbeat(other.id(), 0, new ReplicaLoad(7, 5, 900, 3, 12)))
                                    .await()
                                    .atMost(PATIENCE);
                            return replica(other.id().value());
                        },
                        Objects::nonNull);

        assertThat(shown.getLong("figures.subscriptions")).isEqualTo(900);
        assertThat(shown.getBoolean("answering")).isFalse();
    }

    @Test
    void onlyAdministratorsHaveAccess() {
        given().get(PATH).then().statusCode(401);
        Api.login("publisher").request().get(PATH).then().statusCode(403);
    }

    private static JsonPath replica(String id) {
        JsonPath answer = Api.login("admin").request().get(PATH).jsonPath();
        return answer.get("data.replicas.find { it.id == '" + id + "' }") == null
                ? null
                : answer.setRootPath("data.replicas.find { it.id == '" + id + "' }");
    }
}
