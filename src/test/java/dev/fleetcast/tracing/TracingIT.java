package dev.fleetcast.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.Feed;
import dev.fleetcast.testing.Replica;
import dev.fleetcast.testing.SharedServices;
import dev.fleetcast.testing.SseClient;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The trace of a message from its record in Kafka to the stream, as the packaged application exports it. */
class TracingIT {

    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

    @Test
    void traceOfARecordGoesOnToItsDelivery() throws Exception {
        try (Collector collector = new Collector();
                Replica replica = Replica.start(Map.of(
                        "FLEETCAST_TRACING_ENABLED", "true",
                        "OTEL_EXPORTER_OTLP_ENDPOINT", collector.address(),
                        "OTEL_BSP_SCHEDULE_DELAY", "100"));
                SseClient stream = replica.connect();
                Feed feed = new Feed(SharedServices.bootstrapServers())) {
            Api demo = Api.login(replica.address(), "demo");
            String streamId = stream.streamId();
            follow(replica, demo, streamId);

            ProducerRecord<String, byte[]> record = new ProducerRecord<>(
                    Feed.TOPIC, "3", Feed.gps(Instant.now(), 30.25).getBytes(StandardCharsets.UTF_8));
            record.headers()
                    .add("traceparent", ("00-" + TRACE + "-b7ad6b7169203331-01").getBytes(StandardCharsets.UTF_8));
            feed.send(record);

            Awaitility.await()
                    .untilAsserted(() -> assertThat(collector.spansOf(TRACE)).isEqualTo(2));
            assertThat(collector.all())
                    .contains("process fleet.telemetry", "deliver fleet.telemetry")
                    .doesNotContain(streamId, "30.25", demo.token());
        }
    }

    private static void follow(Replica replica, Api demo, String streamId) {
        String token = replica.request(demo)
                .get("/api/v1/monitoring/unit/3")
                .then()
                .statusCode(200)
                .extract()
                .path("data.token");
        replica.request(demo)
                .post("/sse/telemetry/subscribe/" + streamId + "/" + token)
                .then()
                .statusCode(200);
    }
}
