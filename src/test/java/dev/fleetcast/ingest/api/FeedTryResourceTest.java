package dev.fleetcast.ingest.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.testing.Api;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How records would be read, as administrators see it. */
@QuarkusTest
class FeedTryResourceTest {

    private static final String PATH = "/api/v1/admin/feed/try";

    @ParameterizedTest
    @ValueSource(strings = {"{\"message_type\":\"heartbeat\"}", "\"{\\\"message_type\\\":\\\"heartbeat\\\"}\""})
    void usableRecordHasItsUnitAndRecipients(String value) {
        JsonPath read = read("{\"topic\":\"fleet.telemetry\",\"key\":\"1\",\"value\":" + value + "}");

        assertThat(read.getString("data.shape")).isEqualTo("universal");
        assertThat(read.getLong("data.unit.id")).isEqualTo(1);
        assertThat(read.getString("data.message.message_type")).isEqualTo("heartbeat");
        assertThat(read.getString("data.problem")).isNull();
        assertThat(read.getList("data.recipients", String.class))
                .contains("demo")
                .doesNotContain("other");
    }

    @Test
    void unusableRecordHasTheReason() {
        JsonPath read = read("{\"topic\":\"fleet.telemetry\",\"value\":\"no JSON\"}");

        assertThat(read.getString("data.problem")).startsWith("value: ");
        assertThat(read.getString("data.unit")).isNull();
        assertThat(read.getList("data.recipients")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"topic\":\"elsewhere\",\"value\":{}}",
                "{\"topic\":\" \",\"value\":{}}",
                "{\"topic\":\"fleet.telemetry\"}",
                "{\"topic\":\"fleet.telemetry\",\"value\":{},\"headers\":{}}"
            })
    void unusableRequestIsRefused(String body) {
        post(body).then().statusCode(422);
    }

    private static JsonPath read(String body) {
        return post(body).then().statusCode(200).extract().jsonPath();
    }

    private static Response post(String body) {
        return Api.login("admin")
                .request()
                .contentType("application/json")
                .body(body)
                .post(PATH);
    }
}
