package dev.fleetcast.device.value;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.oneOf;
import static org.hamcrest.Matchers.startsWith;

import dev.fleetcast.device.command.CommandedDevice;
import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.RawSseClient;
import dev.fleetcast.testing.RegistryFixture;
import dev.fleetcast.testing.SseParser;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Shared values over HTTP. */
@QuarkusTest
class SharedValuesTest {

    private Api user;
    private final String name = "value-" + RegistryFixture.number();
    private final String path = "/api/v1/values/" + name;

    @BeforeEach
    void login() {
        user = Api.login("demo");
    }

    @Test
    void aValueHasVersions() {
        put("{\"on\":true}")
                .then()
                .statusCode(200)
                .header("ETag", equalTo("\"1\""))
                .body("data.version", equalTo(1));
        put("{\"on\":true}").then().body("data.version", equalTo(2)).body("data.value.on", equalTo(true));
        user.request().get(path).then().statusCode(200).header("ETag", equalTo("\"2\""));
        user.request().header("If-None-Match", "\"2\"").get(path).then().statusCode(304);
        user.request()
                .contentType("application/merge-patch+json")
                .body("{\"on\":null,\"level\":3}")
                .patch(path)
                .then()
                .statusCode(200)
                .body("data.value", equalTo(Map.of("level", 3)));
        user.request().delete(path).then().statusCode(204);
        user.request().get(path).then().statusCode(404);
        put("1").then().body("data.version", equalTo(5));
        user.request().get(path + "/versions").then().statusCode(200).body("data", hasSize(5));
    }

    @Test
    void aChangeMayDependOnTheVersion() {
        conditional("If-Match", "\"1\"")
                .then()
                .statusCode(412)
                .body("type", equalTo("/dashboard/problems.html#precondition-failed"));
        conditional("If-None-Match", "*").then().statusCode(200);
        conditional("If-None-Match", "*").then().statusCode(412);
        conditional("If-Match", "\"1\"").then().statusCode(200);
        conditional("If-Match", "\"1\"").then().statusCode(412);
        conditional("If-Match", "1").then().statusCode(400);
        conditional("If-Match", "").then().statusCode(400);
        conditional("If-None-Match", "").then().statusCode(400);
    }

    @Test
    void hostileInputIsRefused() {
        put("{").then().statusCode(400);
        put("").then().statusCode(400);
        put("\"" + "x".repeat(65_536) + "\"").then().statusCode(413);
        put("\"" + "ж".repeat(32_768) + "\"").then().statusCode(413);
        put("\"\\u0000 \\ud800\"").then().statusCode(200);
        put("\"" + "ж".repeat(30_000) + "\"").then().statusCode(200);
        user.request().body("1").put("/api/v1/values/a%2Fb").then().statusCode(oneOf(400, 404));
        given().get(path).then().statusCode(401);
        Api.login("other").request().get(path).then().statusCode(404);
    }

    @Test
    void administratorWithoutAClientHasNoValues() {
        user = Api.login("admin");
        user.request().get("/api/v1/values").then().statusCode(200).body("data", hasSize(0));
        put("1").then().statusCode(404).body("detail", containsString("belongs to no client"));
    }

    @Test
    void followersGetTheCurrentValueThenChanges() {
        put("1");
        put("2");
        try (RawSseClient feed = follow()) {
            assertVersion(feed, 2);
            put("3");
            assertVersion(feed, 3);
        }
        put("4");
        put("5");
        try (RawSseClient feed = follow("Last-Event-ID", "3")) {
            assertVersion(feed, 4);
            assertVersion(feed, 5);
            user.request().delete(path);
            assertThat(assertVersion(feed, 6).data()).contains("\"deleted\":true");
        }
    }

    @Test
    void aFollowerWaitsForTheFirstValue() {
        try (RawSseClient feed = follow()) {
            await().until(() -> !feed.text().isEmpty());
            put("1");
            assertVersion(feed, 1);
        }
    }

    @Test
    void devicesSetAndFollowAValueByEvents() {
        CommandedDevice device = CommandedDevice.ofUnit(112);
        String coreid = user.request()
                .get("/v1/devices/112")
                .then()
                .statusCode(200)
                .extract()
                .path("id");
        try (RawSseClient events =
                RawSseClient.open("/v1/events/sse-examples-12-change", "Authorization", "Bearer " + user.token())) {
            device.publish("sse-examples-12-set", "{\"ts\":1,\"value\":7,\"coreid\":\"forged\"}");
            String expected = "{\"coreid\":\"" + coreid + "\",\"ts\":1,\"value\":7}";
            JsonPath change = JsonPath.from(events.awaitNext().data());
            assertThat(change.getString("coreid")).isEqualTo("api");
            assertThat(change.getString("data")).isEqualTo(expected);

            device.publish("sse-examples-12-set", "{\"ts\":1,\"value\":7,\"coreid\":\"forged\"}");
            device.publish("sse-examples-12-set", "{\"ts\":2,\"value\":7}");
            assertThat(JsonPath.from(events.awaitNext().data()).getString("data"))
                    .contains("\"ts\":2");

            // Every set is published, even if the value is larger than what has set it.
            String most = "ж".repeat(8_180);
            device.publish("sse-examples-12-set", "{\"ts\":3,\"a\":\"" + most + "\"}");
            assertThat(JsonPath.from(events.awaitNext().data()).getString("data"))
                    .isEqualTo("{\"coreid\":\"" + coreid + "\",\"ts\":3,\"a\":\"" + most + "\"}");
            user.request()
                    .body("{\"value\":7,\"a\":\"" + "x".repeat(60_000) + "\"}")
                    .put("/api/v1/values/sse-examples-12")
                    .then()
                    .statusCode(200);
            assertThat(JsonPath.from(events.awaitNext().data()).getString("data"))
                    .hasSizeGreaterThan(60_000);
        }
        user.request()
                .get("/api/v1/values/sse-examples-12")
                .then()
                .statusCode(200)
                .body("data.value.value", equalTo(7))
                .body("data.updated_by", startsWith("user:"));
    }

    @Test
    void devicesConfirmVersions() {
        put("1");
        put("2");
        CommandedDevice device = CommandedDevice.ofUnit(113);
        device.request()
                .contentType("application/json")
                .body("{\"version\":1}")
                .post(path + "/devices")
                .then()
                .statusCode(200);
        device.request()
                .contentType("application/json")
                .body("{\"version\":3}")
                .post(path + "/devices")
                .then()
                .statusCode(404);
        device.request()
                .contentType("application/json")
                .body("1")
                .put(path)
                .then()
                .statusCode(403);

        user.request()
                .get(path + "/devices")
                .then()
                .statusCode(200)
                .body("data", hasSize(1))
                .body("data[0].version", equalTo(1))
                .body("meta.version", equalTo(2))
                .body("meta.behind", equalTo(1));
    }

    private static SseParser.Event assertVersion(RawSseClient feed, int version) {
        SseParser.Event event = feed.awaitNext();
        assertThat(event.data()).contains("\"version\":" + version);
        assertThat(event.id()).isEqualTo(Integer.toString(version));
        return event;
    }

    private RawSseClient follow(String... header) {
        String[] headers = header.length == 0
                ? new String[] {"Authorization", "Bearer " + user.token()}
                : new String[] {"Authorization", "Bearer " + user.token(), header[0], header[1]};
        return RawSseClient.open("/feed/values/" + name, headers);
    }

    private Response put(String json) {
        return user.request().contentType("application/json").body(json).put(path);
    }

    private Response conditional(String header, String value) {
        return user.request()
                .contentType("application/json")
                .header(header, value)
                .body("1")
                .put(path);
    }
}
