package dev.fleetcast.stream;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.AtOnce;
import dev.fleetcast.testing.SseClient;
import dev.fleetcast.testing.StreamClient;
import dev.fleetcast.testing.StreamClient.Event;
import dev.fleetcast.testing.Transport;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Lifecycle and limits of streams, with shortened times. */
@QuarkusTest
@TestProfile(StreamLifeTest.ShortTimes.class)
class StreamLifeTest {

    public static class ShortTimes implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    // Vert.x sees only the pings: other writes bypass it.
                    "quarkus.http.idle-timeout", "3S",
                    "fleetcast.stream.ping-interval", "PT0.5S",
                    "fleetcast.stream.pong-timeout", "PT4S",
                    "fleetcast.stream.first-subscribe-timeout", "PT6S",
                    "fleetcast.stream.idle-timeout", "PT9S",
                    "fleetcast.stream.max-per-user", "3",
                    "fleetcast.stream.max-per-address", "20",
                    "fleetcast.stream.max-subscriptions", "2",
                    "fleetcast.resume.max-messages", "20");
        }
    }

    @Test
    void answeredStreamOutlivesItsPongTimeoutsButNotTheIdleTimeoutIfItIsAnonymous() {
        AtOnce.forEachTransport(transport -> {
            Api demo = Api.login("demo");
            try (StreamClient stream = transport.connect("");
                    StreamClient anonymous = transport.connect("")) {
                String id = stream.streamId();
                demo.follow(id, 1);
                String anonymousId = anonymous.streamId();

                Event bye = awaitEndOf(anonymous, anonymousId, () -> {
                    assertThat(stream.await("ping").id()).isNull();
                    given().post("/sse/telemetry/pong/" + id).then().statusCode(200);
                });

                assertThat(bye.data().path("reason").asText()).isEqualTo("idle");
                assertThat(stream.hasEnded()).isFalse();
            }
        });
    }

    @Test
    void silentStreamIsReapedAndForgotten() {
        AtOnce.forEachTransport(transport -> {
            Api demo = Api.login("demo");
            try (StreamClient stream = transport.connect("")) {
                String id = stream.streamId();
                demo.follow(id, 1);

                Event bye = stream.await("bye");

                assertThat(bye.data().path("reason").asText()).isEqualTo("pong_timeout");
                assertThat(bye.data().path("reconnect").asBoolean()).isTrue();
                assertThat(bye.retry()).isEqualTo(bye.data().path("retry_ms").asLong());
                assertThat(bye.id()).isNull();
                Awaitility.await().until(stream::hasEnded);
                given().post("/sse/pong/" + id).then().statusCode(404);
            }
        });
    }

    @Test
    void streamMayBeSilentUntilItsFirstSubscription() {
        AtOnce.forEachTransport(transport -> {
            Api demo = Api.login("demo");
            try (StreamClient stream = transport.connect("");
                    StreamClient never = transport.connect("")) {
                String id = stream.streamId();
                for (int pings = 0; pings < 10; pings++) {
                    stream.await("ping");
                }
                demo.follow(id, 1);

                assertThat(stream.await("bye").data().path("reason").asText()).isEqualTo("pong_timeout");
                assertThat(never.await("bye").data().path("reason").asText()).isEqualTo("idle");
            }
        });
    }

    @Test
    void streamReapedThreeTimesInARowIsOverForGood() {
        AtOnce.forEachTransport(transport -> {
            Api demo = Api.login("demo");
            String lastEventId = "";
            for (int reaped = 0; reaped < 3; reaped++) {
                try (StreamClient stream = transport.connect("?last_event_id=" + lastEventId)) {
                    String id = stream.streamId();
                    if (reaped == 0) {
                        demo.follow(id, 1);
                    }
                    lastEventId = stream.await("ready").id();
                    assertThat(stream.await("bye").data().path("reason").asText())
                            .isEqualTo("pong_timeout");
                }
            }

            assertThat(SseClient.connect(Api.base() + "/sse/telemetry/connect", "Last-Event-ID", lastEventId)
                            .response()
                            .statusCode())
                    .isEqualTo(204);
            try (StreamClient over = Transport.WEBSOCKET.connect("?last_event_id=" + lastEventId)) {
                assertThat(over.await(event -> true).data().path("reason").asText())
                        .isEqualTo("logout");
            }
        });
    }

    @ParameterizedTest
    @EnumSource
    void closedConnectionIsNoticedAtOnce(Transport transport) {
        StreamClient stream = transport.connect("");
        String id = stream.streamId();

        stream.close();

        Awaitility.await()
                .atMost(Duration.ofSeconds(3))
                .until(() -> given().post("/sse/pong/" + id).statusCode() == 404);
    }

    @ParameterizedTest
    @EnumSource
    void connectionBeyondTheUserLimitGetsABye(Transport transport) {
        Api other = Api.login("other");
        String[] login = {"Authorization", "Bearer " + other.token()};
        try (StreamClient first = transport.connect("", login);
                StreamClient second = transport.connect("", login);
                StreamClient third = transport.connect("", login);
                StreamClient fourth = transport.connect("", login)) {
            first.streamId();
            second.streamId();
            third.streamId();

            Event bye = fourth.await(event -> true);

            assertThat(bye.data().path("reason").asText()).isEqualTo("limit");
            assertThat(bye.retry()).isGreaterThanOrEqualTo(60_000);
            Awaitility.await().until(fourth::hasEnded);
        }
    }

    @ParameterizedTest
    @EnumSource
    void subscriptionBeyondTheLimitIsRefusedAndTheOthersStay(Transport transport) {
        Api demo = Api.login("demo");
        try (StreamClient stream = transport.connect("")) {
            String id = stream.streamId();
            demo.follow(id, 1);
            demo.follow(id, 2);

            demo.subscribe(id, 3, "").then().statusCode(429);
            demo.follow(id, 2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void logoutEndsTheStreamsOfTheSessionAndNoOther(Transport transport) {
        Api leaving = Api.login("demo");
        Api staying = Api.login("demo");
        try (StreamClient stream = transport.connect("");
                StreamClient another = transport.connect("")) {
            leaving.follow(stream.streamId(), 1);
            String anotherId = another.streamId();
            staying.follow(anotherId, 1);

            leaving.request().post("/api/v1/auth/logout").then().statusCode(204);

            Event bye = stream.await("bye");
            assertThat(bye.data().path("reason").asText()).isEqualTo("logout");
            assertThat(bye.data().path("reconnect").asBoolean()).isFalse();
            leaving.request().get("/api/v1/units").then().statusCode(401);
            given().post("/sse/pong/" + anotherId).then().statusCode(200);
        }
    }

    /** Answers each ping of the stream, and does {@code more} with each, until the server ends the stream. */
    private static Event awaitEndOf(StreamClient stream, String id, Runnable more) {
        while (true) {
            Event event = stream.await(next -> next.is("ping") || next.is("bye"));
            if (event.is("bye")) {
                return event;
            }
            given().post("/sse/telemetry/pong/" + id);
            more.run();
        }
    }
}
