package dev.fleetcast.channel;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.RegistryFixture;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class FeedbackTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String broker;

    private final String channel = "CHANNEL_F" + RegistryFixture.number();

    @Test
    void receiptIsPublishedAndKept() {
        push("{\"id\":\"e1\",\"data\":\"x\"}");
        try (TopicTail receipts = new TopicTail(broker, "fleet.receipts")) {
            Instant before = Instant.now().minusSeconds(1);

            confirm(given().header("device", "d").header("Last-Event-ID", "e1").formParam("status", "rx ok é"))
                    .statusCode(204);

            ConsumerRecord<String, String> record =
                    receipts.await(read -> read.key().equals(channel));
            JsonPath receipt = JsonPath.from(record.value());
            assertThat(receipt.getMap("").keySet())
                    .containsExactlyInAnyOrder("channel", "event_id", "position", "device", "status", "at");
            assertThat(receipt.getString("channel")).isEqualTo(channel);
            assertThat(receipt.getString("event_id")).isEqualTo("e1");
            assertThat(receipt.getString("device")).isEqualTo("d");
            assertThat(receipt.getString("status")).isEqualTo("rx ok é");
            assertThat(Instant.parse(receipt.getString("at"))).isBetween(before, Instant.now());
        }
        Api.login("publisher")
                .request()
                .get("/api/v1/channels/" + channel + "/events/e1/receipts")
                .then()
                .statusCode(200)
                .body("data.size()", equalTo(1))
                .body("data[0].device", equalTo("d"))
                .body("data[0].state", equalTo("confirmed"))
                .body("data[0].status", equalTo("rx ok é"));
    }

    @Test
    void deviceAndEventMayBeNamedInEveryWayThatClientsHave() {
        push("{\"id\":\"e1\",\"data\":\"x\"}");

        confirm(given().header("device", "a").header("last_event_id", "e1").formParam("status", "ok"))
                .statusCode(204);
        confirm(given().formParam("device", "b")
                        .formParam("last_event_id", "e1")
                        .formParam("status", "ok"))
                .statusCode(204);
        confirm(given().queryParam("device", "c")
                        .queryParam("last_event_id", "e1")
                        .formParam("status", "ok"))
                .statusCode(204);
        confirm(given().multiPart("status", "ok").multiPart("device", "d").multiPart("last_event_id", "e1"))
                .statusCode(204);
        confirm(given().contentType("application/x-www-form-urlencoded; charset=UTF-8")
                        .header("device", "e")
                        .header("Last-Event-ID", "e1")
                        .body("status=rx+ok"))
                .statusCode(204);
        confirm(given().header("device", "f").header("Last-Event-ID", "e1")).statusCode(204);

        await().atMost(PATIENCE).until(() -> confirmedDevices("e1").equals(List.of("a", "b", "c", "d", "e", "f")));
    }

    @Test
    void eventWithoutAnIdOfItsPublisherIsConfirmedByTheOneItWasGiven() {
        try (DeviceFeed feed = DeviceFeed.follow(Api.base() + "/feed/" + channel, "device", "d")) {
            push("{\"data\":\"x\"}");
            String id = feed.await("x").id();

            confirm(given().header("device", "d").header("Last-Event-ID", id).formParam("status", "ok"))
                    .statusCode(204);

            await().atMost(PATIENCE).until(() -> confirmedDevices(id).equals(List.of("d")));
        }
    }

    @Test
    void feedbackWithoutDeviceOrEventIsRefused() {
        push("{\"id\":\"e1\",\"data\":\"x\"}");

        refused(given().header("Last-Event-ID", "e1").formParam("status", "ok"), 400);
        refused(given().header("device", "").header("Last-Event-ID", "e1").formParam("status", "ok"), 400);
        refused(given().header("device", "a b").header("Last-Event-ID", "e1").formParam("status", "ok"), 400);
        refused(given().header("device", "user/1").header("Last-Event-ID", "e1").formParam("status", "ok"), 400);
        refused(given().header("device", "d".repeat(129)).header("Last-Event-ID", "e1"), 400);
        refused(given().header("device", "d").formParam("status", "ok"), 400);
        refused(given().header("device", "d").header("Last-Event-ID", "").formParam("status", "ok"), 400);
        refused(given().header("device", "d").formParam("last_event_id", "e\0" + "1"), 400);
        refused(given().header("device", "d").formParam("last_event_id", "e\n1"), 400);
        refused(given().header("device", "d").formParam("last_event_id", "e".repeat(1_500)), 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"e2", "1~1", "999999999999999999~999999999999999999", "e1 ", "'"})
    void eventThatTheChannelDoesNotHaveIsNotFound(String id) {
        push("{\"id\":\"e1\",\"data\":\"x\"}");

        refused(given().header("device", "d").formParam("last_event_id", id).formParam("status", "ok"), 404);
    }

    @Test
    void eventOfAnotherChannelIsNotFound() {
        push("{\"id\":\"e1\",\"data\":\"x\"}");

        given().header("device", "d")
                .header("Last-Event-ID", "e1")
                .formParam("status", "ok")
                .post("/feedback/" + channel + "x")
                .then()
                .statusCode(404);
    }

    @Test
    void statusThatCannotBeKeptIsRefused() {
        push("{\"id\":\"e1\",\"data\":\"x\"}");

        confirm(device().formParam("status", "é".repeat(512))).statusCode(204);
        refused(device().formParam("status", "é".repeat(512) + "x"), 413);
        refused(device().formParam("status", "x".repeat(100_000)), 413);
        refused(device().formParam("status", "a\0b"), 400);
    }

    @Test
    void malformedFormIsRefused() {
        push("{\"id\":\"e1\",\"data\":\"x\"}");

        refused(device().contentType("application/json").body("{\"status\":\"ok\"}"), 415);
        refused(device().contentType("application/x-www-form-urlencoded").body("status=%zz"), 400);
        refused(device().contentType("application/x-www-form-urlencoded").body("a=1&".repeat(100)), 400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%20b", "%00", "..%2F..", "a%0D%0Ab"})
    void namesThatNoChannelHasAreRefused(String name) {
        int status = device().urlEncodingEnabled(false)
                .formParam("status", "ok")
                .post("/feedback/" + name)
                .statusCode();

        assertThat(status).isIn(400, 404);
    }

    @Test
    void channelThatIsNotPublicNeedsALogin() {
        String closed = "closed-" + RegistryFixture.number();

        device().formParam("status", "ok").post("/feedback/" + closed).then().statusCode(401);

        Api.login("demo")
                .request()
                .header("device", "d")
                .header("Last-Event-ID", "e1")
                .formParam("status", "ok")
                .post("/feedback/" + closed)
                .then()
                .statusCode(404);
    }

    private static RequestSpecification device() {
        return given().header("device", "d").header("Last-Event-ID", "e1");
    }

    private ValidatableResponse confirm(RequestSpecification request) {
        return request.post("/feedback/" + channel).then();
    }

    private void refused(RequestSpecification request, int status) {
        confirm(request).statusCode(status).contentType("application/problem+json");
    }

    private void push(String event) {
        given().contentType("application/vnd.fleetcast.event+json")
                .body(event.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .post("/push/" + channel)
                .then()
                .statusCode(204);
    }

    private List<String> confirmedDevices(String id) {
        return Api.login("publisher")
                .request()
                .get("/api/v1/channels/" + channel + "/events/" + id + "/receipts")
                .then()
                .statusCode(200)
                .extract()
                .<List<String>>path("data.findAll { it.state == 'confirmed' }.device")
                .stream()
                .sorted()
                .toList();
    }
}
