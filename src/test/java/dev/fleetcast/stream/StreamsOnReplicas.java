package dev.fleetcast.stream;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.demo.embedded.Ports;
import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.Feed;
import dev.fleetcast.testing.Replica;
import dev.fleetcast.testing.SharedServices;
import dev.fleetcast.testing.StreamClient;
import dev.fleetcast.testing.StreamClient.Event;
import dev.fleetcast.testing.Transport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A stream on one replica, and what happens on the other. */
interface StreamsOnReplicas extends TwoReplicas {

    @ParameterizedTest
    @EnumSource
    default void bothDeliverTheSameRecord(Transport transport) {
        Api demo = Api.login(first().address(), "demo");
        try (Feed feed = new Feed(SharedServices.bootstrapServers());
                StreamClient one = first().connect(transport);
                StreamClient two = second().connect(transport)) {
            follow(first(), demo, one, 30);
            follow(second(), demo, two, 30);

            feed.send("30", Feed.gps(Instant.now(), 30.6));

            assertThat(sequence(one.await(StreamsOnReplicas::isLive))).isEqualTo(Feed.lastSequence());
            assertThat(sequence(two.await(StreamsOnReplicas::isLive))).isEqualTo(Feed.lastSequence());
        }
    }

    @ParameterizedTest
    @EnumSource
    default void logoutAtOneEndsTheStreamsOfTheSessionAtTheOther(Transport transport) {
        Api demo = Api.login(first().address(), "demo");
        try (StreamClient stream = second().connect(transport)) {
            follow(second(), demo, stream, 31);

            first().request(demo).post("/api/v1/auth/logout").then().statusCode(204);

            assertThat(stream.await("bye").data().path("reason").asText()).isEqualTo("logout");
            Awaitility.await()
                    .until(() -> second().request(demo).get("/api/v1/units").statusCode() == 401);
        }
    }

    @Test
    default void newPasswordAtOneEndsTheStreamsOfTheUserAtTheOther() {
        Api admin = Api.login(first().address(), "admin");
        Api other = Api.login(first().address(), "other");
        int id = first().request(admin)
                .queryParam("q", "other")
                .get("/api/v1/admin/users")
                .path("data[0].id");
        try (StreamClient stream = second().connect(Transport.SSE);
                StreamClient socket = second().connect(Transport.WEBSOCKET)) {
            follow(second(), other, stream, 1001);
            follow(second(), other, socket, 1001);

            // The same password: other tests log in with it, and it gets a new hash.
            first().request(admin)
                    .contentType("application/merge-patch+json")
                    .body("{\"password\":\"other\"}")
                    .patch("/api/v1/admin/users/" + id)
                    .then()
                    .statusCode(200);

            assertThat(stream.await("bye").data().path("reason").asText()).isEqualTo("logout");
            assertThat(socket.await("bye").data().path("reason").asText()).isEqualTo("logout");
            first().request(other).get("/api/v1/units").then().statusCode(401);
            second().request(other).get("/api/v1/units").then().statusCode(401);
            second().request(Api.login(first().address(), "other"))
                    .get("/api/v1/units")
                    .then()
                    .statusCode(200);
        }
    }

    @ParameterizedTest
    @EnumSource
    default void callsReachTheStreamFromEitherReplica(Transport transport) {
        Api demo = Api.login(first().address(), "demo");
        try (StreamClient stream = first().connect(transport);
                Feed feed = new Feed(SharedServices.bootstrapServers())) {
            follow(second(), demo, stream, 33);
            feed.send("33", Feed.gps(Instant.now(), 30.6));
            stream.await(StreamsOnReplicas::isLive);
            String token = token(second(), demo, 33);
            String streamId = stream.knownStreamId();

            given().baseUri(second().address())
                    .post("/sse/telemetry/pong/" + streamId)
                    .then()
                    .statusCode(200);
            second().request(demo)
                    .post("/sse/telemetry/unsubscribe/" + streamId + "/" + token)
                    .then()
                    .statusCode(200);

            assertThat(stream.await("unsubscribed").data().path("reason").asText())
                    .isEqualTo("requested");
        }
    }

    @ParameterizedTest
    @EnumSource
    default void streamIsResumedAtTheOtherReplica(Transport transport) {
        Api demo = Api.login(first().address(), "demo");
        try (StreamClient stream = first().connect(transport);
                Feed feed = new Feed(SharedServices.bootstrapServers())) {
            follow(first(), demo, stream, 34);
            feed.send("34", Feed.gps(Instant.now(), 30.6));
            Event seen = stream.await(StreamsOnReplicas::isLive);
            feed.send("34", Feed.gps(Instant.now(), 30.6));
            int missed = Feed.lastSequence();

            try (StreamClient resumed = second().connect(transport, seen.id())) {
                assertThat(resumed.streamId()).isEqualTo(stream.knownStreamId());
                assertThat(sequence(resumed.await(StreamsOnReplicas::isLive))).isEqualTo(missed);
                assertThat(stream.await("bye").data().path("reason").asText()).isEqualTo("replaced");
                follow(first(), demo, resumed, 35);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    default void unitMovedAtOneIsRevokedAtTheOther(Transport transport) {
        Api demo = Api.login(first().address(), "demo");
        long unit = 140 + transport.ordinal();
        try (StreamClient stream = second().connect(transport)) {
            follow(second(), demo, stream, unit);

            moveAway(first(), unit);

            Event event = stream.await("unsubscribed");
            assertThat(event.data().path("unit_id").asLong()).isEqualTo(unit);
            assertThat(event.data().path("reason").asText()).isEqualTo("revoked");
            second().request(demo).get("/api/v1/monitoring/unit/" + unit).then().statusCode(404);
        }
    }

    @Test
    default void clientsOfAKilledReplicaMissNothing() {
        Api demo = Api.login(first().address(), "demo");
        try (StreamClient stream = second().connect(Transport.SSE);
                StreamClient socket = second().connect(Transport.WEBSOCKET);
                Feed feed = new Feed(SharedServices.bootstrapServers())) {
            follow(second(), demo, stream, 37);
            AreasOnReplicas.followArea(first(), demo, socket, "{\"bbox\":[-98,50,-97,51]}");
            feed.send("38", Feed.gps(Instant.now(), 50.5));
            Event entered = socket.await("enter");
            send(feed, 37);
            Event seen = stream.await(StreamsOnReplicas::isLive);

            second().kill();
            feed.send("38", Feed.gps(Instant.now(), 50.6));
            int inside = Feed.lastSequence();
            List<Integer> sent = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                sent.add(send(feed, 37));
            }
            try (StreamClient resumed = first().connect(Transport.WEBSOCKET, entered.id())) {
                assertThat(resumed.streamId()).isEqualTo(socket.knownStreamId());
                assertThat(sequence(resumed.await(StreamsOnReplicas::isLive))).isEqualTo(inside);
                feed.send("38", Feed.gps(Instant.now(), 30.5));
                assertThat(resumed.await("leave").data().path("unit_id").asLong())
                        .isEqualTo(38);
            }
            int port = Ports.free();
            launchSecondAgain(port);
            try (StreamClient resumed = connectOnceOpen(port, seen.id(), () -> sent.add(send(feed, 37)))) {
                List<Integer> missed = List.copyOf(sent);
                resumed.await("ready");
                List<Integer> atReady = live(resumed);
                int last = send(feed, 37);
                sent.add(last);
                resumed.await(event -> sequence(event) == last);

                assertThat(resumed.knownStreamId()).isEqualTo(stream.knownStreamId());
                assertThat(resumed.events()).extracting(Event::type).doesNotContain("gap");
                assertThat(live(resumed)).isEqualTo(sent);
                assertThat(atReady).containsAll(missed);
            } finally {
                second().awaitReady();
            }
        }
    }

    /** Connects to a replica that starts, and does something meanwhile. */
    private static StreamClient connectOnceOpen(int port, String lastEventId, Runnable meanwhile) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions()
                .until(
                        () -> {
                            meanwhile.run();
                            return Transport.SSE.connectTo("http://localhost:" + port, "?last_event_id=" + lastEventId);
                        },
                        client -> true);
    }

    private static int send(Feed feed, long unit) {
        feed.send(String.valueOf(unit), Feed.gps(Instant.now(), 30.6));
        return Feed.lastSequence();
    }

    /** Gives the unit to another client. */
    static void moveAway(Replica replica, long unit) {
        replica.request(Api.login(replica.address(), "admin"))
                .contentType("application/merge-patch+json")
                .body("{\"vehicle_id\":null,\"assigned_as\":null,\"client_id\":2}")
                .patch("/api/v1/admin/units/" + unit)
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @EnumSource
    default void alarmAcknowledgedAtTheOtherReplicaIsTold(Transport transport) {
        Api demo = Api.login(first().address(), "demo");
        long unit = 47;
        try (StreamClient stream = first().connect(transport)) {
            follow(first(), demo, stream, unit);

            second().request(demo)
                    .contentType("application/json")
                    .body("{\"unit_id\":47,\"code\":\"PANIC\",\"at\":\"" + Instant.now() + "\"}")
                    .post("/api/v1/alarms/acknowledgements")
                    .then()
                    .statusCode(200);

            Event told = stream.await("alarm_acknowledged");
            assertThat(told.data().path("unit_id").asLong()).isEqualTo(unit);
            assertThat(told.data().path("acknowledged_by").asText()).isEqualTo("demo");
        }
    }

    /** Has the stream follow the unit, by a call to the replica. */
    static void follow(Replica replica, Api login, StreamClient stream, long unit) {
        replica.request(login)
                .post("/sse/telemetry/subscribe/" + stream.knownStreamId() + "/" + token(replica, login, unit))
                .then()
                .statusCode(200);
        stream.await("ready");
    }

    private static String token(Replica replica, Api login, long unit) {
        return replica.request(login).get("/api/v1/monitoring/unit/" + unit).path("data.token");
    }

    private static List<Integer> live(StreamClient client) {
        return client.events().stream()
                .filter(StreamsOnReplicas::isLive)
                .map(StreamsOnReplicas::sequence)
                .toList();
    }

    static boolean isLive(Event event) {
        return event.is("gps") && !event.data().has("snapshot");
    }

    static int sequence(Event event) {
        return event.data().at("/telemetry/seq_no").asInt();
    }
}
