package dev.fleetcast.stream;

import static dev.fleetcast.stream.StreamsOnReplicas.sequence;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.Feed;
import dev.fleetcast.testing.Replica;
import dev.fleetcast.testing.SharedServices;
import dev.fleetcast.testing.StreamClient;
import dev.fleetcast.testing.StreamClient.Event;
import dev.fleetcast.testing.Transport;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A stream on one replica follows an area that was set through the other. Each test has its own units, far from the others. */
interface AreasOnReplicas extends TwoReplicas {

    @ParameterizedTest
    @EnumSource
    default void areaIsSetMovedAndEndedFromTheOtherReplica(Transport transport) {
        Api demo = Api.login(first().address(), "demo");
        try (StreamClient stream = first().connect(transport);
                Feed feed = new Feed(SharedServices.bootstrapServers())) {
            feed.send("41", Feed.gps(Instant.now(), 53.5));
            followArea(second(), demo, stream, "{\"bbox\":[-98,53,-97,54]}");
            assertThat(unit(stream.await("enter"))).isEqualTo(41);
            feed.send("41", Feed.gps(Instant.now(), 53.6));
            stream.await(StreamsOnReplicas::isLive);

            feed.send("42", Feed.gps(Instant.now(), 55.5));
            followArea(second(), demo, stream, "{\"bbox\":[-98,55,-97,56]}");
            assertThat(unit(stream.await("leave"))).isEqualTo(41);
            assertThat(unit(stream.await("enter"))).isEqualTo(42);

            second().request(demo)
                    .delete("/sse/telemetry/area/" + stream.knownStreamId())
                    .then()
                    .statusCode(204);
            assertThat(unit(stream.await("leave"))).isEqualTo(42);
            feed.send("41", Feed.gps(Instant.now(), 30.5));
            feed.send("42", Feed.gps(Instant.now(), 30.5));
        }
    }

    @ParameterizedTest
    @EnumSource
    default void areaIsResumedAtTheOtherReplica(Transport transport) {
        Api demo = Api.login(first().address(), "demo");
        try (StreamClient stream = first().connect(transport);
                Feed feed = new Feed(SharedServices.bootstrapServers())) {
            feed.send("43", Feed.gps(Instant.now(), 57.5));
            followArea(first(), demo, stream, "{\"bbox\":[-98,57,-97,58]}");
            Event seen = stream.await("enter");
            feed.send("43", Feed.gps(Instant.now(), 57.6));
            int missed = Feed.lastSequence();
            try (StreamClient resumed = second().connect(transport, seen.id())) {
                assertThat(sequence(resumed.await(StreamsOnReplicas::isLive))).isEqualTo(missed);
                feed.send("44", Feed.gps(Instant.now(), 57.5));
                assertThat(unit(resumed.await("enter"))).isEqualTo(44);
                feed.send("43", Feed.gps(Instant.now(), 30.5));
                assertThat(unit(resumed.await("leave"))).isEqualTo(43);
                feed.send("44", Feed.gps(Instant.now(), 30.5));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    default void unitThatChangesItsCompanyLeaves(Transport transport) {
        Api demo = Api.login(first().address(), "demo");
        long unit = 142 + transport.ordinal();
        try (StreamClient stream = second().connect(transport);
                Feed feed = new Feed(SharedServices.bootstrapServers())) {
            feed.send(String.valueOf(unit), Feed.gps(Instant.now(), 59.5));
            followArea(second(), demo, stream, "{\"bbox\":[-98,59,-97,60]}");
            stream.await(event -> event.is("enter") && unit(event) == unit);

            StreamsOnReplicas.moveAway(first(), unit);

            Event left = stream.await(event -> event.is("leave") && unit(event) == unit);
            assertThat(left.data().path("reason").asText()).isEqualTo("revoked");
        }
    }

    @ParameterizedTest
    @EnumSource
    default void unitWhoseVehicleChangesThePoolLeaves(Transport transport) {
        Api demo = Api.login(first().address(), "demo");
        Api admin = Api.login(first().address(), "admin");
        int vehicle = first().request(demo).get("/api/v1/monitoring/unit/45").path("data.vehicle_id");
        int other = first().request(demo).get("/api/v1/monitoring/unit/46").path("data.vehicle_id");
        int pool = first().request(admin)
                .contentType("application/json")
                .body("{\"client_id\":1,\"name\":\"Areas " + transport + "\",\"vehicle_ids\":[" + vehicle + "]}")
                .post("/api/v1/admin/pools")
                .then()
                .statusCode(201)
                .extract()
                .path("data.id");
        await().until(() -> second().request(demo).get("/api/v1/pools/" + pool).statusCode() == 200);
        try (StreamClient stream = second().connect(transport)) {
            followArea(second(), demo, stream, "{\"pools\":[" + pool + "]}");
            assertThat(unit(stream.await("enter"))).isEqualTo(45);

            first().request(admin)
                    .contentType("application/merge-patch+json")
                    .body("{\"vehicle_ids\":[" + other + "]}")
                    .patch("/api/v1/admin/pools/" + pool)
                    .then()
                    .statusCode(200);

            Event left = stream.await("leave");
            assertThat(unit(left)).isEqualTo(45);
            assertThat(left.data().path("reason").asText()).isEqualTo("outside");
            first().request(admin).delete("/api/v1/admin/pools/" + pool).then().statusCode(204);
        }
    }

    /** Has the stream follow the area, by a call to the replica. */
    static void followArea(Replica replica, Api login, StreamClient stream, String area) {
        replica.request(login)
                .contentType("application/json")
                .body(area)
                .put("/sse/telemetry/area/" + stream.knownStreamId())
                .then()
                .statusCode(200);
    }

    private static long unit(Event event) {
        return event.data().path("unit_id").asLong();
    }
}
