package dev.fleetcast.stream;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.notNullValue;

import dev.fleetcast.demo.embedded.EmbeddedPostgreSql;
import dev.fleetcast.demo.embedded.Ports;
import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.Feed;
import dev.fleetcast.testing.Replica;
import dev.fleetcast.testing.SharedServices;
import dev.fleetcast.testing.SseClient;
import io.restassured.specification.RequestSpecification;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The database process is gone, and does not come back. */
class DatabaseGoneIT {

    /** The application gives up after five seconds; a busy machine takes longer to say so. */
    private static final long PATIENCE_MILLIS = 10_000;

    private static Replica replica;
    private static Api demo;
    private static Api publisher;
    private static SseClient stream;
    private static String streamId;
    private static String first;
    private static String second;

    @BeforeAll
    static void loseTheDatabase() {
        EmbeddedPostgreSql database = EmbeddedPostgreSql.start(Ports.free());
        try {
            replica = Replica.start(Map.of(
                    "QUARKUS_DATASOURCE_JDBC_URL",
                    database.jdbcUrl(),
                    // The stream of all tests answers no pings.
                    "FLEETCAST_STREAM_PONG_TIMEOUT",
                    "PT5M"));
            demo = Api.login(replica.address(), "demo");
            publisher = Api.login(replica.address(), "publisher");
            stream = replica.connect();
            streamId = stream.streamId();
            first = token(40);
            second = token(41);
            call("subscribe", first);
        } finally {
            database.close();
        }
    }

    @AfterAll
    static void close() {
        stream.close();
        replica.close();
    }

    @Test
    void streamsGoOn() {
        call("subscribe", second);
        assertDelivered(41);
        call("unsubscribe", second);
        assertThat(stream.await("unsubscribed").data().path("unit_id").asLong()).isEqualTo(41);
        assertDelivered(40);
        replica.request(demo)
                .post("/sse/telemetry/pong/" + streamId)
                .then()
                .time(lessThan(PATIENCE_MILLIS))
                .statusCode(200);
    }

    @Test
    void newStreamsAreOpenedAndUsed() {
        try (SseClient other = replica.connect()) {
            replica.request(demo)
                    .post("/sse/telemetry/subscribe/" + other.streamId() + "/" + first)
                    .then()
                    .time(lessThan(PATIENCE_MILLIS))
                    .statusCode(200);
            other.await("ready");
        }
    }

    @Test
    void dataInMemoryIsServed() {
        replica.request(demo)
                .get("/api/v1/monitoring/unit/40")
                .then()
                .time(lessThan(PATIENCE_MILLIS))
                .statusCode(200)
                .body("data.token", notNullValue());
        given().get(replica.address() + "/q/health/ready").then().statusCode(200);
        given().get(replica.address() + "/q/health/group/dependencies")
                .then()
                .time(lessThan(PATIENCE_MILLIS))
                .body("checks.find { it.name == 'database' }.status", equalTo("DOWN"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "telemetry/unit/40/date/2026-02-16",
                "trips/telemetry/unit/40/date/2026-02-16",
                "trips/unit/40/date/2026-02-16/all",
                "summary/unit/40/from/2026-02-16/to/2026-02-16",
                "summary/units/distances/by-client/1/date/2026-02-16/period/daily",
                "status/units"
            })
    void pastSaysWhenToTryAgain(String path) {
        replica.request(demo)
                .get("/api/v1/history/" + path)
                .then()
                .time(lessThan(PATIENCE_MILLIS))
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .contentType("application/problem+json");
    }

    @Test
    void loginSaysWhenToTryAgain() {
        given().baseUri(replica.address())
                .contentType("application/json")
                .body(Map.of("username", "demo", "password", "demo"))
                .post("/api/v1/auth/login")
                .then()
                .time(lessThan(PATIENCE_MILLIS))
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .contentType("application/problem+json");
    }

    @Test
    void telemetryWithAKeySaysWhenToTryAgainAndWithoutGoesOn() {
        telemetry()
                .header("Idempotency-Key", "key")
                .post("/api/v1/telemetry")
                .then()
                .time(lessThan(PATIENCE_MILLIS))
                .statusCode(503)
                .header("Retry-After", notNullValue())
                .contentType("application/problem+json");
        telemetry().post("/api/v1/telemetry").then().statusCode(202);
    }

    private static RequestSpecification telemetry() {
        return replica.request(publisher)
                .contentType("application/json")
                .body("{\"message_type\":\"status\",\"device\":{\"id\":42}}");
    }

    private static String token(long unit) {
        return replica.request(demo).get("/api/v1/monitoring/unit/" + unit).path("data.token");
    }

    private static void call(String verb, String token) {
        replica.request(demo)
                .post("/sse/telemetry/" + verb + "/" + streamId + "/" + token)
                .then()
                .time(lessThan(PATIENCE_MILLIS))
                .statusCode(200);
    }

    private static void assertDelivered(long unit) {
        try (Feed feed = new Feed(SharedServices.bootstrapServers())) {
            feed.send(Long.toString(unit), Feed.gps(Instant.now(), 30.5));
        }
        SseClient.Event event = stream.await(any -> any.is("gps") && !any.data().has("snapshot"));
        assertThat(event.data().path("unit_id").asLong()).isEqualTo(unit);
        assertThat(event.data().at("/telemetry/seq_no").asInt()).isEqualTo(Feed.lastSequence());
    }
}
