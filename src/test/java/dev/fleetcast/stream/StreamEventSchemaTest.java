package dev.fleetcast.stream;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.DeadLetterTopic;
import dev.fleetcast.testing.Feed;
import dev.fleetcast.testing.Schemas;
import dev.fleetcast.testing.SseClient;
import dev.fleetcast.testing.SseParser;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Events match the served schema documents. */
@QuarkusTest
class StreamEventSchemaTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @ParameterizedTest
    @MethodSource("dev.fleetcast.stream.event.ControlEventsTest#all")
    void everyControlEventIsDescribed(byte[] frame) throws Exception {
        String data = SseParser.parse(frame).get(0).data();

        assertThat(Schemas.STREAM_EVENT.complaints(JSON.readTree(data))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/sse/telemetry/connect", "/sse/connect"})
    void everythingThatComesOnAStreamIsDescribed(String path) {
        try (Feed feed = new Feed(bootstrapServers);
                SseClient stream = SseClient.connect(Api.base() + path)) {
            Api.login("demo").follow(stream.streamId(), 5);
            stream.await("ready");
            feed.send("5", Feed.gps(Instant.now(), 30.25));
            stream.await("gps");
            feed.send("5", "{\"message_type\":\"event\",\"event_code\":\"PANIC\",\"source\":{\"key\":\"driver\"}}");
            stream.await("event");

            assertThat(stream.events())
                    .allSatisfy(event -> assertThat(Schemas.STREAM_EVENT.complaints(event.data()))
                            .isEmpty());
        }
    }

    @Test
    void deadLettersHaveTheHeadersThatAreDescribed() {
        List<String> described = RestAssured.given()
                .get("/asyncapi.yaml")
                .then()
                .extract()
                .asString()
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("fleetcast-") && line.endsWith(":"))
                .map(line -> line.replace(":", ""))
                .toList();

        try (Feed feed = new Feed(bootstrapServers);
                DeadLetterTopic letters = new DeadLetterTopic(bootstrapServers)) {
            var letter = letters.await(feed.send("5", "no JSON"));

            assertThat(letter.headers())
                    .extracting(Header::key)
                    .isNotEmpty()
                    .containsExactlyInAnyOrderElementsOf(described);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/asyncapi.yaml, asyncapi: 3.0.0",
        "/schemas/message.json, Universal message",
        "/schemas/extended-message.json, Extended message",
        "/schemas/stream-event.json, Event of a stream",
        "/schemas/pushed-event.json, Event pushed to a channel",
        "/schemas/channel-event.json, Event of a channel",
        "/schemas/receipt.json, Receipt",
        "/schemas/presence.json, Open or closed feed",
        "/schemas/presence-event.json, Presence on a channel",
        "/schemas/device-event.json, Event of a device",
        "/schemas/device-ack.json, Confirmation of a device event",
        "/schemas/command.json, Command for a device",
        "/schemas/command-result.json, Answer of a device",
        "/schemas/value-version.json, Version of a shared value"
    })
    void documentsAreServed(String path, String content) {
        assertThat(get(path).then().statusCode(200).extract().asString()).contains(content);
    }
}
