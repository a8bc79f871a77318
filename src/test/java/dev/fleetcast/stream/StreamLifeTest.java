package dev.fleetcast.stream;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.AtOnce;
import dev.fleetcast.testing.RegistryFixture;
import dev.fleetcast.testing.SseClient;
import dev.fleetcast.testing.StreamClient;
import dev.fleetcast.testing.StreamClient.Event;
import dev.fleetcast.testing.Transport;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
                    // Each longer than a busy machine stands still, and than the one before.
                    // Vert.x sees only the pings: other writes bypass it.
                    "quarkus.http.idle-timeout", "5S",
                    "fleetcast.stream.ping-interval", "PT0.5S",
                    "fleetcast.stream.pong-timeout", "PT6S",
                    "fleetcast.stream.first-subscribe-timeout", "PT14S",
                    "fleetcast.stream.idle-timeout", "PT18S",
                    "fleetcast.stream.max-per-user", "3",
                    "fleetcast.stream.max-per-address", "20",
                    "fleetcast.stream.max-subscriptions", "2",
                    "fleetcast.resume.max-messages", "20");
        }
    }

    @Inject
    RegistryFixture fixture;

    /** A new user for each test: streams of the test before may count for a moment after they are closed. */
    private Api newViewer() {
        return fixture.viewerOf(1);
    }

    @Test
    void answeredStreamOutlivesItsPongTimeoutsButNotTheIdleTimeoutIfItIsAnonymous() {
        AtOnce.forEachTransport(transport -> {
            Api viewer = newViewer();
            try (StreamClient stream = transport.connect("");
                    StreamClient anonymous = transport.connect("")) {
                String id = stream.streamId();
                viewer.follow(id, 1);
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
            Api viewer = newViewer();
            try (StreamClient stream = transport.connect("")) {
                String id = stream.streamId();
                viewer.follow(id, 1);

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
            Api viewer = newViewer();
            try (StreamClient stream = transport.connect("");
                    StreamClient never = transport.connect("")) {
                String id = stream.streamId();
                for (int pings = 0; pings < 14; pings++) {
                    stream.await("ping");
                }
                viewer.follow(id, 1);

                assertThat(stream.await("bye").data().path("reason").asText()).isEqualTo("pong_timeout");
                assertThat(never.await("bye").data().path("reason").asText()).isEqualTo("idle");
            }
        });
    }

    @Test
    void streamReapedThreeTimesInARowIsOverForGood() {
        AtOnce.forEachTransport(transport -> {
            Api viewer = newViewer();
            String lastEventId = "";
            for (int reaped = 0; reaped < 3; reaped++) {
                try (StreamClient stream = transport.connect("?last_event_id=" + lastEventId)) {
                    String id = stream.streamId();
                    if (reaped == 0) {
                        viewer.follow(id, 1);
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

        // Sooner than it would be found silent.
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(() -> given().post("/sse/pong/" + id).statusCode() == 404);
    }

    @ParameterizedTest
    @EnumSource
    void connectionBeyondTheUserLimitGetsABye(Transport transport) {
        Api other = newViewer();
        String[] login = {"Authorization", "Bearer " + other.token()};
        List<StreamClient> clients = new ArrayList<>();
        try {
            for (int allowed = 0; allowed < 3; allowed++) {
                StreamClient client = transport.connect("", login);
                clients.add(client);
                // One after the other: connections that are opened at once may arrive in any order.
                client.streamId();
            }
            StreamClient fourth = transport.connect("", login);
            clients.add(fourth);

            Event bye = fourth.await(event -> true);

            assertThat(bye.data().path("reason").asText()).isEqualTo("limit");
            assertThat(bye.retry()).isGreaterThanOrEqualTo(60_000);
            Awaitility.await().until(fourth::hasEnded);
        } finally {
            clients.forEach(StreamClient::close);
        }
    }

    @ParameterizedTest
    @EnumSource
    void subscriptionBeyondTheLimitIsRefusedAndTheOthersStay(Transport transport) {
        Api viewer = newViewer();
        try (StreamClient stream = transport.connect("")) {
            String id = stream.streamId();
            viewer.follow(id, 1);
            viewer.follow(id, 2);

            viewer.subscribe(id, 3, "").then().statusCode(429);
            viewer.follow(id, 2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void logoutEndsTheStreamsOfTheSessionAndNoOther(Transport transport) {
        String user = fixture.user(Set.of(), Set.of(1L));
        Api leaving = Api.loggedInBy(RegistryFixture.login(user));
        Api staying = Api.loggedInBy(RegistryFixture.login(user));
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
