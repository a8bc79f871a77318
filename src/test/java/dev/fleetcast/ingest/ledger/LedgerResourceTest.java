package dev.fleetcast.ingest.ledger;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.DeadLetterTopic;
import dev.fleetcast.testing.Feed;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

@QuarkusTest
class LedgerResourceTest {

    private static final String PATH = "/api/v1/admin/operations/ledger";

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Test
    void newestDeadLetterIsShownWithItsReason() {
        try (Feed feed = new Feed(bootstrapServers);
                DeadLetterTopic letters = new DeadLetterTopic(bootstrapServers)) {
            // Letters of other tests may still be on their way, and Kafka may be slow to answer.
            await().pollInSameThread().untilAsserted(() -> {
                letters.await(feed.send("1", "[\"no message\"]"));
                assertIsShown(Api.login("admin").request().get(PATH + "?size=1"));
            });
        }
    }

    private static void assertIsShown(Response answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        JsonPath seen = answer.jsonPath();
        assertThat(seen.getLong("data.dead_letters")).isPositive();
        assertThat(seen.getLong("data.ledger_lag")).isNotNegative();
        assertThat(seen.getList("data.newest")).hasSize(1);
        assertThat(seen.getString("data.newest[0].reason")).isEqualTo("value: must be a JSON object");
        assertThat(seen.getString("data.newest[0].topic")).isEqualTo("fleet.telemetry");
        assertThat(seen.getString("data.newest[0].value")).isEqualTo("[\"no message\"]");
    }

    @Test
    void onlyAdministratorsHaveAccess() {
        given().get(PATH).then().statusCode(401);
        Api.login("demo").request().get(PATH).then().statusCode(403);
        Api.login("admin").request().get(PATH + "?size=0").then().statusCode(422);
    }
}
