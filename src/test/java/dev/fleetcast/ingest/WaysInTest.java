package dev.fleetcast.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.Feed;
import dev.fleetcast.testing.SseClient;
import dev.fleetcast.testing.StreamClient.Event;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * All ways for a message to enter besides a plain record, each followed to the event at the client, with real
 * components.
 */
@QuarkusTest
class WaysInTest {

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    private Api demo;
    private Feed feed;
    private SseClient stream;
    private String streamId;

    @BeforeEach
    void connect() {
        demo = Api.login("demo");
        feed = new Feed(bootstrapServers);
        stream = Api.connect();
        streamId = stream.streamId();
    }

    @AfterEach
    void disconnect() {
        stream.close();
        feed.close();
    }

    @Test
    void cloudEventsAreUnderstoodInBothModes() {
        demo.follow(streamId, 11);
        stream.await("ready");
        String message = Feed.gps(Instant.now(), 30.3);
        ProducerRecord<String, byte[]> binary =
                new ProducerRecord<>(Feed.TOPIC, "11", message.getBytes(StandardCharsets.UTF_8));
        binary.headers().add(new RecordHeader("ce_specversion", "1.0".getBytes(StandardCharsets.UTF_8)));

        feed.send(
                "11",
                "{\"specversion\":\"1.0\",\"id\":\"1\",\"type\":\"gps\",\"source\":\"/gw\",\"data\":" + message + "}");
        feed.send(binary);

        assertThat(latitude(stream.await("gps"))).isEqualTo(30.3);
        assertThat(latitude(stream.await("gps"))).isEqualTo(30.3);
    }

    @Test
    void httpIngestReachesTheStreamAndARepeatedKeyIsNotSentAgain() {
        Api publisher = Api.login("publisher");
        demo.follow(streamId, 13);
        stream.await("ready");
        String imei = demo.request().get("/api/v1/monitoring/unit/13").path("data.imei");
        String message = Feed.gps(Instant.now(), 30.4).replace("\"type\":\"test\"", "\"imei\":\"" + imei + "\"");

        for (int i = 0; i < 2; i++) {
            publisher
                    .request()
                    .contentType("application/json")
                    .header("Idempotency-Key", "once-" + imei)
                    .body(message)
                    .post("/api/v1/telemetry")
                    .then()
                    .statusCode(202);
        }
        feed.send("13", Feed.gps(Instant.now(), 30.41));

        assertThat(latitude(stream.await("gps"))).isEqualTo(30.4);
        assertThat(latitude(stream.await("gps"))).isEqualTo(30.41);
    }

    private static double latitude(Event event) {
        return event.data().path("telemetry").path("gps").path("latitude").asDouble();
    }
}
