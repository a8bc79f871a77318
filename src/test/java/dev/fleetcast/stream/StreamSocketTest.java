package dev.fleetcast.stream;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.AtOnce;
import dev.fleetcast.testing.Feed;
import dev.fleetcast.testing.SocketClient;
import dev.fleetcast.testing.StreamClient.Event;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.http.WebSocketHandshakeException;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a stream on a WebSocket has and one over SSE has not: commands, frames, origins. */
@QuarkusTest
@TestProfile(StreamLifeTest.ShortTimes.class)
class StreamSocketTest {

    private static final String PATH = "/ws/telemetry/connect";

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Test
    void commandsLogInFollowAndStopFollowing() {
        Api other = Api.login("demo");
        try (SocketClient socket = connect();
                Feed feed = new Feed(bootstrapServers)) {
            String id = socket.streamId();
            String follow = "\"type\":\"subscribe\",\"token\":\"" + other.subscriptionToken(1) + "\"";

            assertThat(status(socket.call(follow))).isEqualTo(401);
            Event login = socket.call("\"type\":\"login\",\"token\":\"" + other.token() + "\"");
            assertThat(status(login)).isEqualTo(200);
            assertThat(login.data().at("/data/username").asText()).isEqualTo("demo");
            Event followed = socket.call(follow);
            feed.send("1", Feed.gps(Instant.now(), 30.5));
            int sent = Feed.lastSequence();
            Event live = socket.await(event ->
                    event.is("gps") && event.data().at("/telemetry/seq_no").asInt() == sent);
            Event stopped = socket.call("\"type\":\"unsubscribe\",\"tokens\":[\"" + other.subscriptionToken(1) + "\"]");

            assertThat(status(followed)).isEqualTo(200);
            assertThat(followed.data().at("/data/unit_id").asLong()).isEqualTo(1);
            assertThat(followed.data().at("/data/stream_id").asText()).isEqualTo(id);
            assertThat(live.id()).isNotEmpty();
            assertThat(stopped.data().at("/data/0/status").asInt()).isEqualTo(200);
            assertThat(socket.events()).anyMatch(event -> event.is("ready"));
            assertThat(socket.events()).anyMatch(event -> event.is("unsubscribed"));
        }
    }

    @Test
    void callsOverHttpReachTheStreamToo() {
        Api demo = Api.login("demo");
        try (SocketClient socket = connect("Authorization", "Bearer " + demo.token())) {
            String id = socket.streamId();

            demo.follow(id, 2);

            assertThat(socket.await("ready").data().path("unit_id").asLong()).isEqualTo(2);
            given().post("/sse/telemetry/pong/" + id).then().statusCode(200);
        }
    }

    @Test
    void commandsAndFramesAreSignsOfLife() {
        AtOnce.forEach(List.of("command", "frame"), kind -> {
            try (SocketClient socket = connect()) {
                Api.login("demo").follow(socket.streamId(), 1);

                for (int answered = 0; answered < 16; answered++) {
                    socket.await("ping");
                    if (kind.equals("command")) {
                        assertThat(status(socket.call("\"type\":\"pong\""))).isEqualTo(200);
                    } else {
                        socket.sendPong();
                    }
                }

                assertThat(socket.hasEnded()).isFalse();
            }
        });
    }

    @Test
    void silentClientIsClosedWithTheReasonOfItsBye() {
        try (SocketClient socket = connect()) {
            Api.login("demo").follow(socket.streamId(), 1);

            assertThat(socket.await("bye").data().path("reason").asText()).isEqualTo("pong_timeout");
            Awaitility.await().until(socket::hasEnded);
            assertThat(socket.closeStatus()).isEqualTo(4000);
            assertThat(socket.closeReason()).isEqualTo("pong_timeout");
        }
    }

    @Test
    void streamOfAnotherLoginIsNotTakenOver() {
        try (SocketClient socket =
                connect("Authorization", "Bearer " + Api.login("demo").token())) {
            socket.streamId();

            Event login = socket.call(
                    "\"type\":\"login\",\"token\":\"" + Api.login("other").token() + "\"");

            assertThat(status(login)).isEqualTo(403);
            assertThat(login.data().path("detail").asText()).isEqualTo("The stream belongs to another login.");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no JSON",
                "[]",
                "7",
                "{}",
                "{\"type\":\"reboot\"}",
                "{\"type\":7}",
                "{\"type\":\"reboot\",\"now\":true}",
                "{\"type\":\"pong\"} {}",
                "{\"type\":\"subscribe\",\"tokens\":7}"
            })
    void whatIsNoCommandGetsAProblemAndTheTwentiethClosesTheSocket(String text) {
        try (SocketClient socket = connect()) {
            socket.streamId();

            for (int i = 0; i < 20; i++) {
                socket.send(text);
                Event reply = socket.await("reply");
                assertThat(status(reply)).isEqualTo(400);
                assertThat(reply.data().path("detail").asText()).startsWith("A command is");
            }

            Awaitility.await().until(socket::hasEnded);
            assertThat(socket.closeStatus()).isEqualTo(1008);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "\"é\"", "null", "{\"a\":[1,2.50]}", "[]", "12345678901234567890"})
    void replyHasTheRefOfItsCommand(String ref) throws IOException {
        try (SocketClient socket = connect()) {
            socket.streamId();

            socket.send("{\"type\":\"pong\",\"ref\":" + ref + "}");

            assertThat(socket.await("reply").data().get("ref")).isEqualTo(new ObjectMapper().readTree(ref));
        }
    }

    @Test
    void floodOfCommandsIsAnsweredOneByOne() {
        try (SocketClient socket = connect()) {
            socket.streamId();
            for (int i = 0; i < 2_000; i++) {
                socket.send("{\"type\":\"pong\",\"ref\":" + i + "}");
            }

            socket.await(event -> event.data().path("ref").asInt() == 1_999);

            assertThat(socket.events().stream().filter(event -> event.is("reply")))
                    .extracting(event -> event.data().path("ref").asInt())
                    .hasSize(2_000)
                    .isSorted();
        }
    }

    @Test
    void unusableParametersAreNamed() {
        Api demo = Api.login("demo");
        try (SocketClient socket = connect("Authorization", "Bearer " + demo.token())) {
            socket.streamId();

            Event mode = socket.call("\"type\":\"subscribe\",\"token\":\"x\",\"mode\":\"some\"");
            Event token = socket.call("\"type\":\"subscribe\",\"token\":\"x\"");
            Event none = socket.call("\"type\":\"subscribe\",\"tokens\":[]");

            assertThat(status(mode)).isEqualTo(422);
            assertThat(mode.data().at("/violations/0/field").asText()).isEqualTo("mode");
            assertThat(status(token)).isEqualTo(401);
            assertThat(status(none)).isEqualTo(422);
        }
    }

    @Test
    void pagesOfOtherOriginsAreRefused() {
        String cookie = "fleetcast_token=" + Api.login("demo").token();

        assertThat(refusal("Cookie", cookie, "Origin", "https://evil.example")).isEqualTo(403);
        assertThat(refusal("Origin", "https://evil.example")).isEqualTo(403);
        assertThat(refusal("Cookie", cookie)).isEqualTo(403);
        try (SocketClient own = connect("Cookie", cookie, "Origin", Api.base())) {
            own.streamId();
            assertThat(status(own.call("\"type\":\"subscribe\",\"token\":\""
                            + Api.login("demo").subscriptionToken(1) + "\"")))
                    .isEqualTo(200);
        }
    }

    @Test
    void credentialsThatAreNoneAreRefusedBeforeTheUpgrade() {
        assertThat(refusal("Authorization", "Bearer none")).isEqualTo(401);
        try (SocketClient stale = connect("Cookie", "fleetcast_token=none", "Origin", Api.base())) {
            stale.streamId();
            assertThat(status(stale.call("\"type\":\"subscribe\",\"token\":\"x\"")))
                    .isEqualTo(401);
        }
    }

    @Test
    void ordinaryRequestIsAskedToUpgrade() {
        given().get(PATH).then().statusCode(426).header("Upgrade", "websocket").contentType("application/problem+json");
    }

    private static SocketClient connect(String... headers) {
        return SocketClient.connect(Api.base() + PATH, headers);
    }

    private static int refusal(String... headers) {
        Throwable failure = catchThrowable(() -> connect(headers));
        assertThat(failure).hasCauseInstanceOf(WebSocketHandshakeException.class);
        return ((WebSocketHandshakeException) failure.getCause()).getResponse().statusCode();
    }

    private static int status(Event reply) {
        return reply.data().path("status").asInt();
    }
}
