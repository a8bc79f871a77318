package dev.fleetcast.stream;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;

import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.SseClient;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which callers may access which streams, and the responses to others. */
@QuarkusTest
class StreamAccessTest {

    private Api demo;
    private Api other;
    private SseClient stream;
    private String streamId;

    @BeforeEach
    void followAsDemo() {
        demo = Api.login("demo");
        other = Api.login("other");
        stream = Api.connect();
        streamId = stream.streamId();
        demo.follow(streamId, 1);
    }

    @AfterEach
    void disconnect() {
        stream.close();
    }

    @Test
    void foreignStreamLooksLikeAMissingOneOnEveryVerb() {
        String token = other.subscriptionToken(1001);
        Map<String, Object> tokens = Map.of("tokens", List.of(token));

        for (String path : List.of(
                "subscribe/" + streamId + "/" + token, "unsubscribe/" + streamId + "/" + token, "pong/" + streamId)) {
            other.request().post("/sse/telemetry/" + path).then().statusCode(404);
        }
        for (String verb : List.of("subscribe", "unsubscribe")) {
            other.request()
                    .contentType("application/json")
                    .body(tokens)
                    .post("/sse/telemetry/" + verb + "/" + streamId)
                    .then()
                    .statusCode(404);
        }
        other.request()
                .contentType("application/json")
                .body("{\"all\":true}")
                .put("/sse/telemetry/area/" + streamId)
                .then()
                .statusCode(404);
        other.request().delete("/sse/telemetry/area/" + streamId).then().statusCode(404);
    }

    @Test
    void foreignAndMissingStreamsGetTheSameResponse() {
        String token = other.subscriptionToken(1001);
        String unknown = "A".repeat(32);

        String anothers = other.request()
                .post("/sse/telemetry/subscribe/" + streamId + "/" + token)
                .asString()
                .replace(streamId, "ID");
        String none = other.request()
                .post("/sse/telemetry/subscribe/" + unknown + "/" + token)
                .asString()
                .replace(unknown, "ID");

        assertThat(anothers).isEqualTo(none).doesNotContain(token);
    }

    @Test
    void foreignTokenIsForbiddenAndEverythingNeedsALogin() {
        try (SseClient own = Api.connect()) {
            String ownId = own.streamId();
            String token = demo.subscriptionToken(1);

            other.request()
                    .post("/sse/telemetry/subscribe/" + ownId + "/" + token)
                    .then()
                    .statusCode(403);
            given().post("/sse/telemetry/subscribe/" + ownId + "/" + token)
                    .then()
                    .statusCode(401)
                    .header("WWW-Authenticate", equalTo("Bearer"))
                    .contentType("application/problem+json");
        }
    }

    @Test
    void loginTokenIsNoSubscriptionTokenAndTheReverse() {
        demo.request()
                .post("/sse/telemetry/subscribe/" + streamId + "/" + demo.token())
                .then()
                .statusCode(401);
        given().header("Authorization", "Bearer " + demo.subscriptionToken(1))
                .get("/api/v1/units")
                .then()
                .statusCode(401);
    }

    @Test
    void secondSessionOfTheUserCannotUseTheStreamButMayAnswerItsPings() {
        Api again = Api.login("demo");

        again.subscribe(streamId, 2, "").then().statusCode(404);
        again.request().post("/sse/telemetry/pong/" + streamId).then().statusCode(200);
    }

    @Test
    void pongNeedsNoLoginAndIgnoresAnExpiredOne() {
        given().post("/sse/pong/" + streamId).then().statusCode(200);
        given().header("Authorization", "Bearer not.a.token")
                .post("/sse/telemetry/pong/" + streamId)
                .then()
                .statusCode(200);
        given().cookie("fleetcast_token", "stale")
                .post("/sse/telemetry/pong/" + streamId)
                .then()
                .statusCode(200);
    }

    @Test
    void pongByCookieIsNotFoundForAnotherUserWhateverPageItIsFrom() {
        given().cookie("fleetcast_token", other.token())
                .post("/sse/telemetry/pong/" + streamId)
                .then()
                .statusCode(404);
        given().cookie("fleetcast_token", demo.token())
                .post("/sse/telemetry/pong/" + streamId)
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "%00", "..%2f..%2f", "%0d%0aid:1", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA!", "%F0%9F%9A%8C"})
    void malformedStreamIdIsNotFound(String id) {
        String token = demo.subscriptionToken(1);

        demo.request()
                .urlEncodingEnabled(false)
                .post("/sse/telemetry/subscribe/" + id + "/" + token)
                .then()
                .statusCode(404);
        given().urlEncodingEnabled(false)
                .post("/sse/telemetry/pong/" + id)
                .then()
                .statusCode(404);
    }

    @Test
    void tokenOfAnyLengthIsUnauthorized() {
        demo.request()
                .post("/sse/telemetry/subscribe/" + streamId + "/" + "x".repeat(12_000))
                .then()
                .statusCode(401)
                .contentType("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "a.b.c", "%00", "eyJhbGciOiJub25lIn0.eyJ1bml0IjoxfQ."})
    void malformedTokenIsUnauthorized(String token) {
        demo.request()
                .urlEncodingEnabled(false)
                .post("/sse/telemetry/subscribe/" + streamId + "/" + token)
                .then()
                .statusCode(401)
                .contentType("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?mode=some",
                "?mode=latest&interval=2s",
                "?mode=latest&interval=PT0S",
                "?mode=latest&interval=P1D",
                "?filter=",
                "?filter=gps.speed",
                "?mode=latest&filter=gps.speed > 50 AND"
            })
    void unknownModeOrIntervalIsNamed(String query) {
        demo.subscribe(streamId, 2, query)
                .then()
                .statusCode(422)
                .body(
                        "violations.field",
                        hasItem(
                                query.contains("filter")
                                        ? "filter"
                                        : query.contains("interval") ? "interval" : "mode"));
    }

    @Test
    void severalTokensAtOnceEachHaveTheirOwnOutcome() {
        List<String> tokens = List.of(demo.subscriptionToken(2), "rubbish", other.subscriptionToken(1001));

        demo.request()
                .contentType("application/json")
                .body(Map.of("tokens", tokens))
                .post("/sse/telemetry/subscribe/" + streamId)
                .then()
                .statusCode(200)
                .body("data.status", equalTo(List.of(200, 401, 403)))
                .body("data.unit_id[0]", equalTo(2));
        stream.await(event -> event.is("ready") && event.data().path("unit_id").asLong() == 2);

        demo.request()
                .contentType("application/json")
                .body(Map.of("tokens", tokens.subList(0, 1)))
                .post("/sse/telemetry/unsubscribe/" + streamId)
                .then()
                .statusCode(200)
                .body("data.status", everyItem(equalTo(200)));
        stream.await("unsubscribed");
    }

    @Test
    void badHeaderIsRefusedOnConnectAndAStaleCookieIsNot() {
        String url = Api.base() + "/sse/telemetry/connect";
        given().header("Authorization", "Bearer not.a.token").get(url).then().statusCode(401);

        try (SseClient anonymous = SseClient.connect(url, "Cookie", "fleetcast_token=stale")) {
            assertThat(anonymous.response().statusCode()).isEqualTo(200);
            anonymous.streamId();
        }
    }

    @Test
    void onlyEventStreamsAreServedAndHeadOpensNone() {
        given().accept("application/json").get("/sse/telemetry/connect").then().statusCode(406);
        given().head("/sse/telemetry/connect").then().statusCode(200).contentType("text/event-stream");
    }

    @Test
    void reconnectWithAnUnknownIdGetsANewStreamAndAGap() {
        try (SseClient returned =
                SseClient.connect(Api.base() + "/sse/telemetry/connect", "Last-Event-ID", "garbage-1.2_3")) {
            SseClient.Event first = returned.await("stream_id");
            SseClient.Event gap = returned.await("gap");

            assertThat(first.data().path("resumed").asBoolean(true)).isFalse();
            assertThat(gap.data().path("reason").asText()).isEqualTo("unknown_cursor");
        }
    }
}
