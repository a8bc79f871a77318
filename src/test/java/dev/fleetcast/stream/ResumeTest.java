package dev.fleetcast.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.Feed;
import dev.fleetcast.testing.SseClient;
import dev.fleetcast.testing.StreamClient;
import dev.fleetcast.testing.StreamClient.Event;
import dev.fleetcast.testing.Transport;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A client that reconnects with the id of the last event it has seen, on real parts. */
@QuarkusTest
class ResumeTest {

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    private final List<StreamClient> clients = new ArrayList<>();
    private Api demo;
    private Feed feed;

    @BeforeEach
    void begin() {
        demo = Api.login("demo");
        feed = new Feed(bootstrapServers);
    }

    @AfterEach
    void end() {
        clients.forEach(StreamClient::close);
        feed.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"header", "last_event_id", "lastEventId", "websocket"})
    void clientGetsWhatItMissedAndNothingTwice(String way) {
        StreamClient stream = connect(way.equals("websocket") ? Transport.WEBSOCKET : Transport.SSE, "");
        String streamId = stream.streamId();
        demo.follow(streamId, 60);
        stream.await("ready");
        int first = send(60);
        Event seen = stream.await("gps");
        stream.close();

        int missed = send(60);
        int alsoMissed = send(60);
        StreamClient resumed = resume(seen.id(), way);
        Event greeting = resumed.await("stream_id");
        resumed.await("ready");
        int live = send(60);
        resumed.await(event -> sequence(event) == live);

        assertThat(sequence(seen)).isEqualTo(first);
        assertThat(greeting.data().path("stream_id").asText()).isEqualTo(streamId);
        assertThat(greeting.data().path("resumed").asBoolean()).isTrue();
        assertThat(greeting.id()).isEqualTo(seen.id());
        assertThat(sequences(resumed)).containsExactly(missed, alsoMissed, live);
        assertThat(resumed.events()).noneMatch(event -> event.data().has("snapshot") || event.is("gap"));
    }

    @ParameterizedTest
    @EnumSource
    void filterAppliesToWhatWasMissedAndToWhatComes(Transport transport) {
        StreamClient stream = connect(transport, "");
        demo.subscribe(stream.streamId(), 60, "?filter=gps.latitude > 30.5")
                .then()
                .statusCode(200);
        Event seen = stream.await("ready");
        stream.close();

        feed.send("60", Feed.gps(Instant.now(), 30.1));
        feed.send("60", Feed.gps(Instant.now(), 30.6));
        int missed = Feed.lastSequence();
        StreamClient back = connect(transport, "?last_event_id=" + seen.id());
        back.await("ready");
        feed.send("60", Feed.gps(Instant.now(), 30.2));
        feed.send("60", Feed.gps(Instant.now(), 30.7));
        int live = Feed.lastSequence();
        back.await(event -> sequence(event) == live);

        assertThat(sequences(back)).containsExactly(missed, live);
    }

    @Test
    void streamContinuesOnTheOtherKindOfConnection() {
        StreamClient socket = connect(Transport.WEBSOCKET, "");
        String streamId = socket.streamId();
        demo.follow(streamId, 60);
        socket.await("ready");
        int first = send(60);
        Event seen = socket.await("gps");
        socket.close();

        int missed = send(60);
        StreamClient resumed = resume(seen.id(), "header");
        Event alsoSeen = resumed.await("ready");
        resumed.close();
        int alsoMissed = send(60);
        StreamClient back = connect(Transport.WEBSOCKET, "?last_event_id=" + alsoSeen.id());
        back.await("ready");

        assertThat(sequence(seen)).isEqualTo(first);
        assertThat(sequences(resumed)).containsExactly(missed);
        assertThat(sequences(back)).containsExactly(alsoMissed);
    }

    @ParameterizedTest
    @EnumSource
    void callsWorkOnTheResumedStream(Transport transport) {
        StreamClient stream = connect(transport, "");
        String streamId = stream.streamId();
        demo.follow(streamId, 61);
        Event seen = stream.await("ready");
        stream.close();

        StreamClient resumed = connect(transport, "?last_event_id=" + seen.id());
        resumed.await("ready");
        RestAssured.given().post("/sse/telemetry/pong/" + streamId).then().statusCode(200);
        demo.follow(streamId, 62);

        assertThat(resumed.await("ready").data().path("unit_id").asLong()).isEqualTo(62);
    }

    @Test
    void streamThatIsResumedMoreThanSixtyTimesAMinuteHasToWait() {
        SseClient stream = connect();
        demo.follow(stream.streamId(), 61);
        Event seen = stream.await("ready");
        Event answer = seen;

        // One more is allowed each second.
        for (int time = 0; time < 300 && !answer.is("bye"); time++) {
            StreamClient resumed = resume(seen.id(), "header");
            answer = resumed.await(event -> event.is("stream_id") || event.is("bye"));
        }

        assertThat(answer.data().path("reason").asText()).isEqualTo("limit");
    }

    @ParameterizedTest
    @EnumSource
    void newestConnectionWins(Transport transport) {
        StreamClient stream = connect(transport, "");
        demo.follow(stream.streamId(), 61);
        Event seen = stream.await("ready");

        StreamClient resumed = connect(transport, "?last_event_id=" + seen.id());

        assertThat(stream.await("bye").data().path("reason").asText()).isEqualTo("replaced");
        resumed.await("ready");
        int live = send(61);
        assertThat(resumed.await(event -> sequence(event) == live)).isNotNull();
    }

    @ParameterizedTest
    @EnumSource
    void messagesFromBeforeTheSubscriptionAreNotBackfilled(Transport transport) {
        StreamClient stream = connect(transport, "");
        String streamId = stream.streamId();
        demo.follow(streamId, 63);
        Event before = stream.await("ready");
        int early = send(64);
        Awaitility.await()
                .until(() -> Integer.valueOf(early)
                        .equals(demo.request().get("/api/v1/monitoring/unit/64").path("data.telemetry.seq_no")));
        demo.follow(streamId, 64);
        stream.await("ready");
        int late = send(64);
        stream.await(event -> sequence(event) == late);
        stream.close();

        StreamClient resumed = connect(transport, "?last_event_id=" + before.id());
        resumed.await(event -> event.is("ready") && event.data().path("unit_id").asLong() == 64);

        assertThat(sequences(resumed)).containsExactly(late);
    }

    @Test
    void sessionThatHasEndedIsNotResumed() {
        Api other = Api.login("demo");
        SseClient stream = connect();
        other.follow(stream.streamId(), 60);
        Event seen = stream.await("ready");
        other.request().post("/api/v1/auth/logout").then().statusCode(204);
        assertThat(stream.await("bye").data().path("reason").asText()).isEqualTo("logout");

        assertThat(connect("Last-Event-ID", seen.id()).response().statusCode()).isEqualTo(204);
        // A WebSocket has no status that ends a client's attempts.
        Event bye = connect(Transport.WEBSOCKET, "?last_event_id=" + seen.id()).await(event -> true);
        assertThat(bye.data().path("reason").asText()).isEqualTo("logout");
        assertThat(bye.data().path("reconnect").asBoolean(true)).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void anotherUserGetsAnEmptyStream(Transport transport) {
        StreamClient stream = connect(transport, "");
        String streamId = stream.streamId();
        demo.follow(streamId, 60);
        Event seen = stream.await("ready");

        StreamClient strange = connect(
                transport,
                "?last_event_id=" + seen.id(),
                "Authorization",
                "Bearer " + Api.login("other").token());
        Event greeting = strange.await("stream_id");

        assertThat(greeting.data().path("stream_id").asText()).isNotEqualTo(streamId);
        assertThat(greeting.data().path("resumed").asBoolean(true)).isFalse();
        assertThat(strange.await("gap").data().path("reason").asText()).isEqualTo("unknown_cursor");
        send(60);
        assertThat(stream.await("gps")).isNotNull();
        assertThat(strange.events()).noneMatch(event -> event.is("gps"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "garbage", "%00%0a", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void garbageBeginsANewStream(String id) {
        for (Transport transport : Transport.values()) {
            StreamClient stream = connect(transport, "?last_event_id=" + id);

            assertThat(stream.await("stream_id").data().path("resumed").asBoolean(true))
                    .isFalse();
            assertThat(stream.await("gap").data().path("reason").asText()).isEqualTo("unknown_cursor");
        }
    }

    private int send(long unit) {
        feed.send(String.valueOf(unit), Feed.gps(Instant.now(), 30.5));
        return Feed.lastSequence();
    }

    private StreamClient connect(Transport transport, String query, String... headers) {
        StreamClient client = transport.connect(query, headers);
        clients.add(client);
        return client;
    }

    private SseClient connect(String... headers) {
        SseClient client = SseClient.connect(Api.base() + "/sse/telemetry/connect", headers);
        clients.add(client);
        return client;
    }

    private StreamClient resume(String id, String way) {
        return switch (way) {
            case "header" -> connect("Last-Event-ID", id);
            case "websocket" -> connect(Transport.WEBSOCKET, "?last_event_id=" + id);
            default -> connect(Transport.SSE, "?" + way + "=" + id);
        };
    }

    private static List<Integer> sequences(StreamClient client) {
        return client.events().stream()
                .filter(event -> event.is("gps") && !event.data().has("snapshot"))
                .map(ResumeTest::sequence)
                .toList();
    }

    private static int sequence(Event event) {
        return event.data().at("/telemetry/seq_no").asInt();
    }
}
