package dev.fleetcast.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.Feed;
import dev.fleetcast.testing.SocketClient;
import dev.fleetcast.testing.StreamClient;
import dev.fleetcast.testing.StreamClient.Event;
import dev.fleetcast.testing.Transport;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
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

/** A stream that follows an area, on real parts. The area is one where no other test has units. */
@QuarkusTest
class AreaTest {

    private static final String LONGITUDE = "-97.74306";
    private static final String AREA = "{\"bbox\":[-98,10,-97,11]}";

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    private final List<StreamClient> clients = new ArrayList<>();
    private Api demo;
    private Feed feed;

    @BeforeEach
    void begin() {
        demo = Api.login("demo");
        feed = new Feed(bootstrapServers);
        // The test before has sent them away.
        Awaitility.await().until(() -> !isInside(70) && !isInside(71));
    }

    @AfterEach
    void end() {
        clients.forEach(StreamClient::close);
        send(70, 30.5);
        send(71, 30.5);
        feed.close();
    }

    @ParameterizedTest
    @EnumSource
    void unitsComeAndGo(Transport transport) {
        StreamClient stream = connect(transport, "");
        send(70, 10.5);
        put(stream, AREA).then().statusCode(200);
        Event entered = stream.await(event -> concerns(event, "enter", 70));
        int inside = send(70, 10.6);
        stream.await(event -> event.is("gps") && sequence(event) == inside);
        send(71, 10.5);
        stream.await(event -> concerns(event, "enter", 71));
        send(70, 12.5);
        Event left = stream.await(event -> concerns(event, "leave", 70));
        send(70, 12.6);
        int last = send(71, 10.7);
        stream.await(event -> event.is("gps") && sequence(event) == last);

        assertThat(entered.data().path("snapshot").asBoolean()).isTrue();
        assertThat(entered.data().at("/telemetry/gps/latitude").asDouble()).isEqualTo(10.5);
        assertThat(left.data().path("reason").asText()).isEqualTo("outside");
        assertThat(stream.events())
                .filteredOn(event -> event.is("gps"))
                .extracting(AreaTest::sequence)
                .containsExactly(inside, last);
    }

    @ParameterizedTest
    @EnumSource
    void areaIsResumedWithWhatWasMissed(Transport transport) {
        StreamClient stream = connect(transport, "");
        send(70, 10.5);
        put(stream, AREA).then().statusCode(200);
        Event seen = stream.await(event -> concerns(event, "enter", 70));
        stream.close();

        int missed = send(70, 10.6);
        send(71, 10.5);
        StreamClient back = connect(transport, "?last_event_id=" + seen.id());
        back.await(event -> concerns(event, "enter", 71));
        int live = send(70, 10.7);
        back.await(event -> event.is("gps") && sequence(event) == live);

        assertThat(back.events())
                .filteredOn(event -> event.is("gps"))
                .extracting(AreaTest::sequence)
                .containsExactly(missed, live);
        assertThat(back.events()).noneMatch(event -> concerns(event, "enter", 70) || event.is("gap"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"bbox\":[179,10,-179,11]}",
                "{\"polygon\":{\"type\":\"Polygon\",\"coordinates\":[[[179,10],[180,10],[180,11],[179,11],[179,10]]]}}"
            })
    void areaMayLieAtOrOver180Degrees(String area) {
        StreamClient stream = connect(Transport.SSE, "");
        send(70, 10.5, "179.9");
        send(71, 10.5, "-179.9");
        put(stream, area).then().statusCode(200);

        stream.await(event -> concerns(event, "enter", 70));
        if (area.contains("bbox")) {
            Awaitility.await().until(() -> stream.events().stream().anyMatch(event -> concerns(event, "enter", 71)));
        }
        send(70, 10.5, "178.9");
        stream.await(event -> concerns(event, "leave", 70));
    }

    @Test
    void ofTooManyUnitsTheNearestToTheMiddleAreFollowed() {
        StreamClient stream = connect(Transport.SSE, "");
        send(70, 10.9);
        send(71, 10.6);
        Awaitility.await().until(() -> isInside(70) && isInside(71));

        put(stream, "{\"bbox\":[-98,10,-97,11],\"max_units\":1}")
                .then()
                .statusCode(200)
                .body("data.units", equalTo(1));

        Event limit = stream.await("area_limit");
        assertThat(limit.data().path("units").asInt()).isEqualTo(2);
        stream.await(event -> concerns(event, "enter", 71));
        assertThat(stream.events()).noneMatch(event -> concerns(event, "enter", 70));
    }

    @Test
    void endOfTheAreaIsTheEndOfItsUnits() {
        StreamClient stream = connect(Transport.SSE, "");
        send(70, 10.5);
        put(stream, AREA).then().statusCode(200);
        stream.await(event -> concerns(event, "enter", 70));

        demo.request()
                .delete("/sse/telemetry/area/" + stream.knownStreamId())
                .then()
                .statusCode(204);

        stream.await(event -> concerns(event, "leave", 70));
    }

    @Test
    void commandOfAWebSocketDoesTheSame() {
        try (SocketClient socket =
                (SocketClient) Transport.WEBSOCKET.connect("", "Authorization", "Bearer " + demo.token())) {
            socket.streamId();
            send(70, 10.5);
            Awaitility.await().until(() -> isInside(70));

            Event followed = socket.call("\"type\":\"area\",\"bbox\":[-98,10,-97,11],\"max_units\":5");
            Awaitility.await().until(() -> hasSeen(socket, "enter"));
            Event ended = socket.call("\"type\":\"area\",\"end\":true");
            Awaitility.await().until(() -> hasSeen(socket, "leave"));
            Event wrong = socket.call("\"type\":\"area\"");

            assertThat(followed.data().path("status").asInt()).isEqualTo(200);
            assertThat(followed.data().at("/data/units").asInt()).isEqualTo(1);
            assertThat(ended.data().path("status").asInt()).isEqualTo(200);
            assertThat(wrong.data().path("status").asInt()).isEqualTo(422);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{}", "{\"bbox\":[1,2]}", "{\"pools\":[]}", "{\"all\":false}", "{\"all\":true,\"filter\":\"\"}"})
    void emptyAreaIsNotEverything(String request) {
        StreamClient stream = connect(Transport.SSE, "");

        put(stream, request).then().statusCode(422);
    }

    @Test
    void groupIsFollowed() {
        StreamClient stream = connect(Transport.SSE, "");

        int units =
                put(stream, "{\"pools\":[1]}").then().statusCode(200).extract().path("data.units");

        assertThat(units).isPositive();
        stream.await("enter");
    }

    @Test
    void moreUnitsThanWantedAreCounted() {
        StreamClient stream = connect(Transport.SSE, "");

        put(stream, "{\"all\":true,\"max_units\":3}").then().statusCode(200).body("data.units", equalTo(3));
        Event limit = stream.await("area_limit");

        assertThat(limit.data().path("units").asInt()).isGreaterThan(100);
        assertThat(limit.data().path("max_units").asInt()).isEqualTo(3);
    }

    @Test
    void foreignPoolLooksLikeAMissingOne() {
        StreamClient stream = connect(Transport.SSE, "");

        put(stream, "{\"pools\":[999999]}")
                .then()
                .statusCode(422)
                .body("violations.field[0]", equalTo("pools[0]"))
                .body("detail", containsString("is not a pool that you may see"));
    }

    private static boolean hasSeen(StreamClient client, String type) {
        return client.events().stream().anyMatch(event -> concerns(event, type, 70));
    }

    private Response put(StreamClient stream, String request) {
        return demo.request()
                .contentType("application/json")
                .body(request)
                .put("/sse/telemetry/area/" + stream.streamId());
    }

    private int send(long unit, double latitude) {
        return send(unit, latitude, LONGITUDE);
    }

    private int send(long unit, double latitude, String longitude) {
        feed.send(String.valueOf(unit), Feed.gps(Instant.now(), latitude).replace(LONGITUDE, longitude));
        return Feed.lastSequence();
    }

    /** Whether the unit's last known position is in the area of the tests. */
    private boolean isInside(long unit) {
        Float latitude = demo.request().get("/api/v1/monitoring/unit/" + unit).path("data.telemetry.gps.latitude");
        return latitude != null && latitude > 10 && latitude < 11;
    }

    private StreamClient connect(Transport transport, String query) {
        StreamClient client = transport.connect(query);
        clients.add(client);
        return client;
    }

    private static boolean concerns(Event event, String type, long unit) {
        return event.is(type) && event.data().path("unit_id").asLong() == unit;
    }

    private static int sequence(Event event) {
        return event.data().at("/telemetry/seq_no").asInt();
    }
}
