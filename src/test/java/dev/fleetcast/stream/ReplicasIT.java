package dev.fleetcast.stream;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

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
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two processes of the packaged application side by side, and what outlives one of them. */
class ReplicasIT implements StreamsOnReplicas, ReconnectsOnReplicas, AreasOnReplicas {

    private static Replica first;
    private static Replica second;

    @BeforeAll
    static void start() {
        first = Replica.launch(Map.of());
        second = Replica.launch(Map.of());
        first.awaitReady();
        second.awaitReady();
    }

    @Override
    public Replica first() {
        return first;
    }

    @Override
    public Replica second() {
        return second;
    }

    @Override
    public void launchSecondAgain(int port) {
        second = Replica.launch(port);
    }

    @AfterAll
    static void stop() {
        first.close();
        second.close();
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
    void foreignAndUnknownStreamsAreNotFoundFromEitherReplica() {
        Api demo = Api.login(first.address(), "demo");
        Api other = Api.login(first.address(), "other");
        try (SseClient stream = first.connect()) {
            StreamsOnReplicas.follow(first, demo, stream, 33);
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

    /** Tries again, as told, while a busy machine still has the first request under way. */
    private static void publish(Replica replica, Api publisher, String key, String message) {
        int status = Awaitility.await()
                .until(
                        () -> replica.request(publisher)
                                .contentType("application/json")
                                .header("Idempotency-Key", key)
                                .body(message)
                                .post("/api/v1/telemetry")
                                .statusCode(),
                        answered -> answered != 503);
        assertThat(status).isEqualTo(202);
    }

    private static Integer lastSequence(Replica replica, Api login) {
        return replica.request(login).get("/api/v1/monitoring/unit/32").path("data.telemetry.seq_no");
    }
}
