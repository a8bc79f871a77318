package dev.fleetcast.broadcast;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.Replica;
import dev.fleetcast.testing.SseClient;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** An administrator stops the packaged application. */
class StopIT {

    @Test
    void streamsGetAByeAndThenTheProcessEnds() {
        try (Replica replica = Replica.start(Map.of("FLEETCAST_STREAM_DRAIN_TIME", "PT2S"));
                SseClient stream = replica.connect()) {
            stream.streamId();
            Api admin = Api.login(replica.address(), "admin");
            String demo = Api.login(replica.address(), "demo").token();
            try (EventsClient listening =
                    EventsClient.at(replica.address(), "?type=sse", "Authorization", "Bearer " + demo)) {
                assertThat(listening.response().statusCode()).isEqualTo(200);

                replica.request(admin).post("/admin/stop").then().statusCode(202);

                Awaitility.await()
                        .atMost(Duration.ofSeconds(10))
                        .until(() -> given().get(replica.address() + "/q/health/ready")
                                        .statusCode()
                                == 503);
                assertThat(stream.await("bye").data().path("reason").asText()).isEqualTo("drain");
                Awaitility.await().until(() -> stream.isComplete() && listening.hasEnded());
                replica.awaitExit(Duration.ofSeconds(20));
                assertThat(replica.exitCode()).isZero();
            }
        }
    }
}
