package dev.fleetcast.stream;

import static dev.fleetcast.stream.StreamedMessages.isLive;
import static dev.fleetcast.stream.StreamedMessages.latitude;
import static dev.fleetcast.stream.StreamedMessages.telemetry;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.Feed;
import dev.fleetcast.testing.SseClient;
import dev.fleetcast.testing.StreamClient;
import dev.fleetcast.testing.StreamClient.Event;
import dev.fleetcast.testing.Transport;
import io.quarkus.test.junit.QuarkusTest;
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

/** The main path, from a record in Kafka to an event at the client, on real parts. */
@QuarkusTest
class LiveTelemetryTest {

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    private Api demo;
    private Feed feed;
    private StreamClient stream;
    private String streamId;

    @BeforeEach
    void begin() {
        demo = Api.login("demo");
        feed = new Feed(bootstrapServers);
    }

    private void connect(Transport transport) {
        stream = transport.connect("");
        streamId = stream.streamId();
    }

    @AfterEach
    void disconnect() {
        if (stream != null) {
            stream.close();
        }
        feed.close();
    }

    @Test
    void streamIdIsTheFirstEventOfAnUncachedUncompressedResponse() {
        SseClient another = SseClient.connect(Api.base() + "/sse/telemetry/connect", "Accept-Encoding", "gzip");

        Event first = another.await(event -> true);

        assertThat(first.type()).isEqualTo("stream_id");
        assertThat(first.id()).isNotBlank();
        assertThat(first.retry()).isBetween(1_000L, 5_000L);
        assertThat(another.response().headers().firstValue("Content-Type")).contains("text/event-stream");
        assertThat(another.response().headers().firstValue("Cache-Control")).contains("no-cache, no-transform");
        assertThat(another.response().headers().firstValue("X-Accel-Buffering")).contains("no");
        assertThat(another.response().headers().firstValue("Content-Encoding")).isEmpty();
        another.close();
    }

    @ParameterizedTest
    @EnumSource
    void recordReachesTheSubscriberExtended(Transport transport) {
        connect(transport);
        demo.follow(streamId, 2);
        stream.await("ready");

        feed.send("2", Feed.gps(Instant.now(), 30.25));
        Event event = stream.await("gps");

        JsonNode data = event.data();
        assertThat(event.id()).isNotBlank();
        assertThat(data.path("message_type").asText()).isEqualTo("gps");
        assertThat(data.path("unit_id").asLong()).isEqualTo(2);
        assertThat(data.path("vehicle_id").asLong()).isEqualTo(2);
        assertThat(data.has("snapshot")).isFalse();
        JsonNode telemetry = data.path("telemetry");
        assertThat(telemetry.path("seq_no").asInt()).isEqualTo(Feed.lastSequence());
        assertThat(telemetry.path("device").path("id").asLong()).isEqualTo(2);
        assertThat(telemetry.path("device").path("assigned_as").asText()).isEqualTo("primary");
        assertThat(telemetry.path("gps").path("timezone").asText()).isEqualTo("America/Chicago");
        assertThat(telemetry.path("gps").path("local_time").asText()).matches(".*-0[56]:00");
        assertThat(telemetry.path("vehicle").path("reg_no").asText()).isNotBlank();
        assertThat(telemetry.path("x_vendor").path("kept").decimalValue()).hasToString("1.5");
        assertThat(telemetry.path("late").asBoolean()).isFalse();
        assertThat(Instant.parse(telemetry.path("received_at").asText())).isBefore(Instant.now());
    }

    @Test
    void olderPathUsesTheDataEnvelope() {
        SseClient older = SseClient.connect(Api.base() + "/sse/connect");
        demo.follow(older.streamId(), 3);
        older.await("ready");

        feed.send("3", Feed.gps(Instant.now(), 30.5));

        JsonNode message = older.await("gps").data().path("data");
        assertThat(message.path("message_type").asText()).isEqualTo("gps");
        assertThat(message.path("device").path("id").asLong()).isEqualTo(3);
        assertThat(message.path("gps").path("latitude").asDouble()).isEqualTo(30.5);
        older.close();
    }

    @ParameterizedTest
    @EnumSource
    void subscriberGetsSnapshotThenReadyThenLive(Transport transport) {
        connect(transport);
        feed.send("4", Feed.gps(Instant.now(), 30.1));
        int known = Feed.lastSequence();
        Awaitility.await().until(() -> lastKnownSequence(4) == known);

        demo.follow(streamId, 4);
        feed.send("4", Feed.gps(Instant.now(), 30.2));
        stream.await(event -> event.is("gps") && !event.data().has("snapshot"));

        assertThat(stream.events().stream().skip(1).filter(event -> !event.is("ping")))
                .extracting(
                        Event::type,
                        event -> event.data().path("snapshot").asBoolean(),
                        event -> event.data().path("telemetry").path("seq_no").asInt())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("gps", true, known),
                        org.assertj.core.groups.Tuple.tuple("ready", false, 0),
                        org.assertj.core.groups.Tuple.tuple("gps", false, known + 1));
    }

    @ParameterizedTest
    @EnumSource
    void tripsTravelAsGpsEventsAndOtherTypesUnderTheirName(Transport transport) {
        connect(transport);
        demo.follow(streamId, 5);
        stream.await("ready");

        feed.send("5", "{\"message_ver\":1,\"message_type\":\"trip\",\"active\":true}");
        feed.send("5", "{\"message_ver\":1,\"message_type\":\"event\",\"event_code\":\"PANIC\"}");

        Event trip = stream.await("gps");
        assertThat(trip.data().path("message_type").asText()).isEqualTo("trip");
        assertThat(trip.data().path("telemetry").path("active").asBoolean()).isTrue();
        Event panic = stream.await("event");
        assertThat(panic.data().path("telemetry").path("event_code").asText()).isEqualTo("PANIC");
    }

    @ParameterizedTest
    @EnumSource
    void lateMessageIsMarkedAndDoesNotReplaceTheLastKnownPosition(Transport transport) {
        connect(transport);
        Instant now = Instant.now();
        demo.follow(streamId, 6);
        stream.await("ready");

        feed.send("6", Feed.gps(now, 30.2));
        int newest = Feed.lastSequence();
        feed.send("6", Feed.gps(now.minusSeconds(60), 30.1));

        assertThat(telemetry(stream.await("gps")).path("late").asBoolean()).isFalse();
        assertThat(telemetry(stream.await("gps")).path("late").asBoolean()).isTrue();
        assertThat(lastKnownSequence(6)).isEqualTo(newest);
    }

    @ParameterizedTest
    @EnumSource
    void clockAheadIsMarkedAndNeverTheReference(Transport transport) {
        connect(transport);
        Instant now = Instant.now();
        demo.follow(streamId, 7);
        stream.await("ready");

        feed.send("7", Feed.gps(now.plusSeconds(3_600), 30.2));
        feed.send("7", Feed.gps(now, 30.1));

        assertThat(telemetry(stream.await("gps")).path("clock_ahead").asBoolean())
                .isTrue();
        JsonNode afterwards = telemetry(stream.await("gps"));
        assertThat(afterwards.path("late").asBoolean()).isFalse();
        assertThat(afterwards.has("clock_ahead")).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void nothingOfAUnitIsWrittenAfterUnsubscribing(Transport transport) {
        connect(transport);
        demo.follow(streamId, 8);
        demo.follow(streamId, 9);
        String token = demo.subscriptionToken(8);

        demo.request()
                .post("/sse/telemetry/unsubscribe/" + streamId + "/" + token)
                .then()
                .statusCode(200);
        feed.send("8", Feed.gps(Instant.now(), 30.1));
        feed.send("9", Feed.gps(Instant.now(), 30.1));
        stream.await(event -> isLive(event, 9));

        List<Event> events = stream.events();
        assertThat(events).filteredOn(event -> isLive(event, 8)).isEmpty();
        assertThat(events)
                .filteredOn(event -> event.is("unsubscribed"))
                .singleElement()
                .satisfies(event ->
                        assertThat(event.data().path("reason").asText()).isEqualTo("requested"));
    }

    @ParameterizedTest
    @EnumSource
    void latestModeSendsTheNewestPerIntervalAndEveryNotableMessage(Transport transport) {
        connect(transport);
        demo.subscribe(streamId, 10, "?mode=latest&interval=PT5S").then().statusCode(200);
        stream.await("ready");

        Instant now = Instant.now();
        List<String> messages = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            messages.add(Feed.gps(now.plusMillis(i), 30 + i / 100.0));
        }
        messages.add("{\"message_ver\":1,\"message_type\":\"event\",\"event_code\":\"PANIC\"}");
        messages.add(Feed.gps(now.plusMillis(99), 30.99));
        // All within one interval, on a busy machine too.
        feed.sendAll("10", messages);
        Event last = stream.await(event -> event.is("gps") && latitude(event) == 30.99);

        assertThat(telemetry(last).path("seq_no").asInt()).isEqualTo(Feed.lastSequence());
        assertThat(stream.events()).filteredOn(event -> event.is("event")).hasSize(1);
        assertThat(stream.events())
                .filteredOn(event -> isLive(event, 10))
                .extracting(StreamedMessages::latitude)
                .containsExactly(30.0, 30.09, 30.99);
    }

    @ParameterizedTest
    @EnumSource
    void onlyMessagesForWhichTheFilterHoldsAreSent(Transport transport) {
        connect(transport);
        feed.send("10", Feed.gps(Instant.now(), 30.1));
        demo.subscribe(streamId, 10, "?filter=gps.latitude > 30.5").then().statusCode(200);
        stream.await("ready");

        feed.send("10", Feed.gps(Instant.now(), 30.2));
        feed.send("10", "{\"message_ver\":1,\"message_type\":\"event\",\"event_code\":\"PANIC\"}");
        feed.send("10", Feed.gps(Instant.now(), 30.6));
        stream.await(event -> isLive(event, 10) && latitude(event) == 30.6);

        assertThat(stream.events()).noneMatch(event -> event.is("event"));
        assertThat(stream.events())
                .filteredOn(event -> isLive(event, 10))
                .extracting(StreamedMessages::latitude)
                .containsExactly(30.6);
    }

    @ParameterizedTest
    @EnumSource
    void eventIdsDifferAndPingsHaveNone(Transport transport) {
        connect(transport);
        demo.follow(streamId, 12);
        for (int i = 0; i < 20; i++) {
            feed.send("12", Feed.gps(Instant.now(), 30.3));
        }
        Awaitility.await()
                .until(() -> stream.events().stream()
                                .filter(event -> isLive(event, 12))
                                .count()
                        == 20);

        assertThat(stream.events())
                .filteredOn(event -> !event.is("ping"))
                .extracting(Event::id)
                .doesNotContainNull()
                .allMatch(id -> id.matches("[A-Za-z0-9._-]{1,128}"));
        assertThat(stream.events())
                .filteredOn(event -> isLive(event, 12))
                .extracting(Event::id)
                .doesNotHaveDuplicates();
    }

    private int lastKnownSequence(long unit) {
        Integer known = demo.request().get("/api/v1/monitoring/unit/" + unit).path("data.telemetry.seq_no");
        return known == null ? 0 : known;
    }
}
