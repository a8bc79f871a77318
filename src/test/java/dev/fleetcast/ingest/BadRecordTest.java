package dev.fleetcast.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;

import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.DeadLetterTopic;
import dev.fleetcast.testing.Feed;
import dev.fleetcast.testing.SseClient;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Invalid records and requests: each is reported precisely, and none affects the feed. */
@QuarkusTest
class BadRecordTest {

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    private Feed feed;
    private DeadLetterTopic deadLetters;

    @BeforeEach
    void open() {
        feed = new Feed(bootstrapServers);
        deadLetters = new DeadLetterTopic(bootstrapServers);
    }

    @AfterEach
    void close() {
        deadLetters.close();
        feed.close();
    }

    private record Bad(String key, String value, String reason) {}

    private static final List<Bad> BAD = List.of(
            new Bad("1", null, "value: must not be null"),
            new Bad("1", "{\"message_type\":", "value: must be well-formed JSON (line 1, column 17)"),
            new Bad("1", "[]", "value: must be a JSON object"),
            new Bad(
                    "1",
                    "{\"message_type\":\"bye\"}",
                    "message_type: must be one of daily, event, gps, heartbeat, history, monthly, register, status, trip, weekly"),
            new Bad("1", "{\"message_type\":\"gps\"}", "gps: a gps message must have a position object"),
            new Bad(
                    "1",
                    "{\"message_type\":\"gps\",\"gps\":{\"latitude\":91,\"longitude\":0}}",
                    "gps.latitude: must be a number between -90 and 90"),
            new Bad(
                    "1",
                    "{\"message_type\":\"gps\",\"gps\":{\"latitude\":1,\"longitude\":\"2\"}}",
                    "gps.longitude: must be a number between -180 and 180"),
            new Bad("1", "{\"message_type\":\"gps\",\"gps\":{},\"events\":{}}", "events: must be an array"),
            new Bad(
                    "000000000000000",
                    "{\"message_type\":\"status\"}",
                    "key: names no known unit, and neither does the message"));

    @Test
    void badRecordsGoToTheDeadLettersUnchangedWithTheirReasons() {
        List<RecordMetadata> sent =
                BAD.stream().map(bad -> feed.send(bad.key(), bad.value())).toList();

        for (int i = 0; i < sent.size(); i++) {
            Bad bad = BAD.get(i);
            ConsumerRecord<String, byte[]> letter = deadLetters.await(sent.get(i));
            assertThat(letter.key()).isEqualTo(bad.key());
            assertThat(letter.value())
                    .isEqualTo(bad.value() == null ? null : bad.value().getBytes(StandardCharsets.UTF_8));
            assertThat(DeadLetterTopic.header(letter, "fleetcast-reason")).isEqualTo(bad.reason());
            assertThat(DeadLetterTopic.header(letter, "fleetcast-topic")).isEqualTo(Feed.TOPIC);
        }
    }

    @Test
    void goodRecordAfterABadOneIsDelivered() {
        Api demo = Api.login("demo");
        try (SseClient stream = Api.connect()) {
            demo.follow(stream.streamId(), 20);
            stream.await("ready");

            feed.send("20", "{");
            feed.send("20", Feed.gps(Instant.now(), 30.7));

            assertThat(stream.await("gps").data().at("/telemetry/gps/latitude").asDouble())
                    .isEqualTo(30.7);
        }
    }

    @Test
    void httpIngestSendsAllOrNothingAndNamesEachBadMessage() {
        Api publisher = Api.login("publisher");

        publisher
                .request()
                .contentType("application/json")
                .body(
                        "[{\"message_type\":\"status\",\"device\":{\"id\":20}},{\"message_type\":\"gps\",\"device\":{\"id\":20},"
                                + "\"gps\":{\"latitude\":91,\"longitude\":0}},{\"message_type\":\"status\"}]")
                .post("/api/v1/telemetry")
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("violations.field", org.hamcrest.Matchers.contains("[1].gps.latitude", "[2].device"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{|400", "[]|422", "\"text\"|422", "{\"message_type\":\"status\"}|422"})
    void unusableRequestBodyIsRefused(String body, int status) {
        Api.login("publisher")
                .request()
                .contentType("application/json")
                .body(body)
                .post("/api/v1/telemetry")
                .then()
                .statusCode(status)
                .contentType("application/problem+json");
    }

    @Test
    void onlyPublishersFeedByHttpAndNotWithoutBounds() {
        Api.login("demo")
                .request()
                .contentType("application/json")
                .body("{}")
                .post("/api/v1/telemetry")
                .then()
                .statusCode(403);
        Api.login("publisher")
                .request()
                .contentType("application/json")
                .body("[" + " ".repeat(1_100_000) + "]")
                .post("/api/v1/telemetry")
                .then()
                .statusCode(413);
        Api.login("publisher")
                .request()
                .contentType("application/json")
                .body("[" + "1,".repeat(1_000) + "1]")
                .post("/api/v1/telemetry")
                .then()
                .statusCode(422)
                .body("violations.message", hasItem("must have between 1 and 1000 messages"));
    }
}
