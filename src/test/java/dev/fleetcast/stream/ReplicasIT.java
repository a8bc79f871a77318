package dev.fleetcast.stream;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.demo.embedded.Ports;
import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.DeadLetterTopic;
import dev.fleetcast.testing.Feed;
import dev.fleetcast.testing.FeedTail;
import dev.fleetcast.testing.Replica;
import dev.fleetcast.testing.SharedServices;
import dev.fleetcast.testing.SseClient;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URL;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two processes of the packaged application side by side, and what outlives one of them. */
class ReplicasIT {

    private static Replica first;
    private static Replica second;

    @BeforeAll
    static void start() {
        first = Replica.launch(Map.of());
        second = Replica.launch(Map.of());
        first.awaitReady();
        second.awaitReady();
    }

    @AfterAll
    static void stop() {
        first.close();
        second.close();
    }

    @Test
    void bothDeliverTheSameRecord() {
        Api demo = Api.login(first.address(), "demo");
        try (Feed feed = new Feed(SharedServices.bootstrapServers());
                SseClient one = first.connect();
                SseClient two = second.connect()) {
            follow(first, demo, one, 30);
            follow(second, demo, two, 30);

            feed.send("30", Feed.gps(Instant.now(), 30.6));

            assertThat(one.await(ReplicasIT::isLive)
                            .data()
                            .at("/telemetry/seq_no")
                            .asInt())
                    .isEqualTo(Feed.lastSequence());
            assertThat(two.await(ReplicasIT::isLive)
                            .data()
                            .at("/telemetry/seq_no")
                            .asInt())
                    .isEqualTo(Feed.lastSequence());
        }
    }

    @Test
    void deadLetterIsSentOncePerDeployment() {
        try (Feed feed = new Feed(SharedServices.bootstrapServers());
                DeadLetterTopic deadLetters = new DeadLetterTopic(SharedServices.bootstrapServers())) {
            RecordMetadata bad = feed.send("30", "{");
            RecordMetadata next = feed.send("30", "{}");

            deadLetters.await(bad);
            deadLetters.await(next);

            assertThat(deadLetters.count(bad)).isEqualTo(1);
        }
    }

    @Test
    void logoutAtOneEndsTheStreamsOfTheSessionAtTheOther() {
        Api demo = Api.login(first.address(), "demo");
        try (SseClient stream = second.connect()) {
            follow(second, demo, stream, 31);

            first.request(demo).post("/api/v1/auth/logout").then().statusCode(204);

            assertThat(stream.await("bye").data().path("reason").asText()).isEqualTo("logout");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> second.request(demo).get("/api/v1/units").statusCode() == 401);
        }
    }

    @Test
    void newPasswordAtOneEndsTheStreamsOfTheUserAtTheOther() {
        Api admin = Api.login(first.address(), "admin");
        Api other = Api.login(first.address(), "other");
        int id = first.request(admin)
                .queryParam("q", "other")
                .get("/api/v1/admin/users")
                .path("data[0].id");
        try (SseClient stream = second.connect()) {
            follow(second, other, stream, 1001);

            // The same password: other tests log in with it, and it gets a new hash.
            first.request(admin)
                    .contentType("application/merge-patch+json")
                    .body("{\"password\":\"other\"}")
                    .patch("/api/v1/admin/users/" + id)
                    .then()
                    .statusCode(200);

            assertThat(stream.await("bye").data().path("reason").asText()).isEqualTo("logout");
            first.request(other).get("/api/v1/units").then().statusCode(401);
            second.request(other).get("/api/v1/units").then().statusCode(401);
            second.request(Api.login(first.address(), "other"))
                    .get("/api/v1/units")
                    .then()
                    .statusCode(200);
        }
    }

    @Test
    void callsReachTheStreamFromEitherReplica() {
        Api demo = Api.login(first.address(), "demo");
        try (SseClient stream = first.connect();
                Feed feed = new Feed(SharedServices.bootstrapServers())) {
            follow(second, demo, stream, 33);
            feed.send("33", Feed.gps(Instant.now(), 30.6));
            stream.await(ReplicasIT::isLive);
            String token =
                    second.request(demo).get("/api/v1/monitoring/unit/33").path("data.token");
            String streamId = stream.knownStreamId();

            given().baseUri(second.address())
                    .post("/sse/telemetry/pong/" + streamId)
                    .then()
                    .statusCode(200);
            second.request(demo)
                    .post("/sse/telemetry/unsubscribe/" + streamId + "/" + token)
                    .then()
                    .statusCode(200);

            assertThat(stream.await("unsubscribed").data().path("reason").asText())
                    .isEqualTo("requested");
        }
    }

    @Test
    void foreignAndUnknownStreamsAreNotFoundFromEitherReplica() {
        Api demo = Api.login(first.address(), "demo");
        Api other = Api.login(first.address(), "other");
        try (SseClient stream = first.connect()) {
            follow(first, demo, stream, 33);
            String own = stream.knownStreamId();
            String token =
                    first.request(other).get("/api/v1/monitoring/unit/1001").path("data.token");

            second.request(other)
                    .post("/sse/telemetry/subscribe/" + own + "/" + token)
                    .then()
                    .statusCode(404);
            second.request(other).post("/sse/telemetry/pong/" + own).then().statusCode(404);
            String unknown = own.substring(0, 6) + "x".repeat(26);
            given().baseUri(second.address())
                    .post("/sse/telemetry/pong/" + unknown)
                    .then()
                    .statusCode(404);
        }
    }

    @Test
    void streamIsResumedAtTheOtherReplica() {
        Api demo = Api.login(first.address(), "demo");
        try (SseClient stream = first.connect();
                Feed feed = new Feed(SharedServices.bootstrapServers())) {
            follow(first, demo, stream, 34);
            feed.send("34", Feed.gps(Instant.now(), 30.6));
            SseClient.Event seen = stream.await(ReplicasIT::isLive);
            feed.send("34", Feed.gps(Instant.now(), 30.6));
            int missed = Feed.lastSequence();

            try (SseClient resumed =
                    SseClient.connect(second.address() + "/sse/telemetry/connect", "Last-Event-ID", seen.id())) {
                assertThat(resumed.await("stream_id").data().path("stream_id").asText())
                        .isEqualTo(stream.knownStreamId());
                assertThat(resumed.await(ReplicasIT::isLive)
                                .data()
                                .at("/telemetry/seq_no")
                                .asInt())
                        .isEqualTo(missed);
                assertThat(stream.await("bye").data().path("reason").asText()).isEqualTo("replaced");
                follow(first, demo, resumed, 35);
            }
        }
    }

    @Test
    void clientThatReachesAReplicaWhichHasJustOpenedItsPortMissesNothing() {
        Api demo = Api.login(first.address(), "demo");
        try (SseClient stream = second.connect();
                Feed feed = new Feed(SharedServices.bootstrapServers())) {
            follow(second, demo, stream, 37);
            feed.send("37", Feed.gps(Instant.now(), 30.6));
            SseClient.Event seen = stream.await(ReplicasIT::isLive);
            int before = Feed.lastSequence();

            second.kill();
            for (int i = 0; i < 20; i++) {
                feed.send("37", Feed.gps(Instant.now(), 30.6));
            }
            int port = Ports.free();
            second = Replica.launch(port);
            try (SseClient resumed = connectOnceOpen(port, seen.id(), feed)) {
                int missed = Feed.lastSequence();
                resumed.await("ready");
                List<Integer> atReady = live(resumed);
                feed.send("37", Feed.gps(Instant.now(), 30.6));
                int last = Feed.lastSequence();
                resumed.await(event -> event.data().at("/telemetry/seq_no").asInt() == last);

                assertThat(resumed.knownStreamId()).isEqualTo(stream.knownStreamId());
                assertThat(resumed.events()).extracting(SseClient.Event::type).doesNotContain("gap");
                assertThat(live(resumed)).containsExactlyElementsOf(numbers(before + 1, last));
                assertThat(atReady).containsAll(numbers(before + 1, missed));
            } finally {
                second.awaitReady();
            }
        }
    }

    /** Sends telemetry of the unit while the replica starts. */
    private static SseClient connectOnceOpen(int port, String lastEventId, Feed feed) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions()
                .until(
                        () -> {
                            feed.send("37", Feed.gps(Instant.now(), 30.6));
                            return SseClient.connect(
                                    "http://localhost:" + port + "/sse/telemetry/connect",
                                    "Last-Event-ID",
                                    lastEventId);
                        },
                        client -> true);
    }

    private static List<Integer> live(SseClient client) {
        return client.events().stream()
                .filter(ReplicasIT::isLive)
                .map(event -> event.data().at("/telemetry/seq_no").asInt())
                .toList();
    }

    private static List<Integer> numbers(int first, int last) {
        return IntStream.rangeClosed(first, last).boxed().toList();
    }

    @Test
    void unitMovedAtOneIsRevokedAtTheOther() {
        Api demo = Api.login(first.address(), "demo");
        Api admin = Api.login(first.address(), "admin");
        try (SseClient stream = second.connect()) {
            follow(second, demo, stream, 146);

            first.request(admin)
                    .contentType("application/merge-patch+json")
                    .body("{\"vehicle_id\":null,\"assigned_as\":null,\"client_id\":2}")
                    .patch("/api/v1/admin/units/146")
                    .then()
                    .statusCode(200);

            SseClient.Event event = stream.await("unsubscribed");
            assertThat(event.data().path("unit_id").asLong()).isEqualTo(146);
            assertThat(event.data().path("reason").asText()).isEqualTo("revoked");
            second.request(demo).get("/api/v1/monitoring/unit/146").then().statusCode(404);
        }
    }

    @Test
    void lastKnownPositionSurvivesARestart() {
        try (Feed feed = new Feed(SharedServices.bootstrapServers())) {
            feed.send("32", Feed.gps(Instant.now(), 30.61));
            int sequence = Feed.lastSequence();
            Api demo = Api.login(second.address(), "demo");
            Awaitility.await().until(() -> Integer.valueOf(sequence).equals(lastSequence(second, demo)));
            second.close();

            second = Replica.start(Map.of());

            assertThat(lastSequence(second, demo)).isEqualTo(sequence);
        }
    }

    @Test
    void requestSentToBothWithOneKeyIsCarriedOutOnce() {
        Api publisher = Api.login(first.address(), "publisher");
        String unit = first.request(Api.login(first.address(), "demo"))
                .get("/api/v1/monitoring/unit/36")
                .path("data.imei");
        try (Feed feed = new Feed(SharedServices.bootstrapServers());
                FeedTail tail = new FeedTail(SharedServices.bootstrapServers())) {
            List<Integer> once = new ArrayList<>();
            for (int round = 0; round < 5; round++) {
                String message = Feed.gps(Instant.now(), 30.6).replace("\"type\":\"test\"", "\"imei\":\"" + unit + '"');
                String key = UUID.randomUUID().toString();
                once.add(Feed.lastSequence());
                Stream.of(first, second, first, second)
                        .map(replica -> CompletableFuture.runAsync(() -> publish(replica, publisher, key, message)))
                        .toList()
                        .forEach(CompletableFuture::join);
                publish(first, publisher, key, message);
                publish(second, publisher, key, message);
            }
            feed.send(unit, Feed.gps(Instant.now(), 30.6));
            once.add(Feed.lastSequence());

            assertThat(tail.sequencesUntil(unit, Feed.lastSequence())).isEqualTo(once);
        }
    }

    /** The package does not get the system property that the build sets for tests and dev mode. */
    @Test
    void malformedAddressIsAProblemInThePackageToo() throws IOException {
        HttpURLConnection call =
                (HttpURLConnection) new URL(first.address() + "/sse/telemetry/pong/%zz").openConnection();

        assertThat(call.getResponseCode()).isEqualTo(400);
        assertThat(call.getContentType()).isEqualTo("application/problem+json");
    }

    private static void publish(Replica replica, Api publisher, String key, String message) {
        replica.request(publisher)
                .contentType("application/json")
                .header("Idempotency-Key", key)
                .body(message)
                .post("/api/v1/telemetry")
                .then()
                .statusCode(202);
    }

    private static Integer lastSequence(Replica replica, Api login) {
        return replica.request(login).get("/api/v1/monitoring/unit/32").path("data.telemetry.seq_no");
    }

    private static void follow(Replica replica, Api login, SseClient stream, long unit) {
        String token =
                replica.request(login).get("/api/v1/monitoring/unit/" + unit).path("data.token");
        replica.request(login)
                .post("/sse/telemetry/subscribe/" + stream.knownStreamId() + "/" + token)
                .then()
                .statusCode(200);
        stream.await("ready");
    }

    private static boolean isLive(SseClient.Event event) {
        return event.is("gps") && !event.data().has("snapshot");
    }
}
