package dev.fleetcast.history.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fleetcast.ingest.shape.WorkedMapping;
import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.Feed;
import dev.fleetcast.testing.RegistryFixture;
import dev.fleetcast.testing.SseClient;
import dev.fleetcast.testing.StreamClient.Event;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The worked examples of docs/feeds.md, from Kafka to a stream and to the past; only names and times are new. */
@QuarkusTest
@TestProfile(Recorded.class)
class WorkedMappingsTest {

    private static final long FIRST = 1_771_249_890;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String broker;

    @Inject
    RegistryFixture fixture;

    /** Far from midnight, and from the hour that a change of the clocks repeats. */
    private final Instant time = NoonDrive.noon(0);

    private final String serialNo = "VAN-" + RegistryFixture.number();
    private long client;
    private Api user;
    private Feed feed;
    private SseClient stream;

    @BeforeEach
    void open() {
        client = fixture.client();
        user = fixture.viewerOf(client);
        feed = new Feed(broker);
        stream = Api.connect();
    }

    @AfterEach
    void close() {
        stream.close();
        feed.close();
    }

    @Test
    void flatRecord() {
        long unit = follow("serial_no", serialNo);

        send("flat", recent(WorkedMapping.of("flat").record().replace("VAN-12", serialNo)));

        assertThat(latitude(stream.await("gps"))).isEqualTo("30.26715");
        awaitRecorded(unit, time);
    }

    @Test
    void nestedRecord() {
        String imei = RegistryFixture.imei();
        long unit = follow("imei", imei);
        String local = DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm:ss")
                .withZone(ZoneId.of("Europe/Vienna"))
                .format(time);

        send(
                "nested",
                WorkedMapping.of("nested")
                        .record()
                        .replace("359568052512345", imei)
                        .replace("16.02.2026 14:51:30", local));

        assertThat(stream.await("gps").data().at("/telemetry/gps/speed").asText())
                .isEqualTo("42.5");
        awaitRecorded(unit, time);
    }

    @Test
    void recordWithTwoPositions() {
        long unit = follow("serial_no", serialNo);
        String record = recent(WorkedMapping.of("pairs").record().replace("VAN-14", serialNo));

        send("pairs", record);
        Event first = stream.await(event -> "30.26715".equals(latitude(event)));
        Event second = stream.await(event -> "30.26801".equals(latitude(event)));

        assertThat(first.id()).isNotBlank().isNotEqualTo(second.id());
        stream.close();
        assertThat(latitudesAfter(first, "30.3")).containsExactly("30.26801", "30.3");
        assertThat(latitudesAfter(second, "30.4")).containsExactly("30.3", "30.4");
        awaitRecorded(unit, time, time.plusSeconds(10), time.plusSeconds(20), time.plusSeconds(20));
    }

    /** What a client gets that resumes after the event, up to a position that is sent then. */
    private List<String> latitudesAfter(Event seen, String last) {
        try (SseClient back = SseClient.connect(Api.base() + "/sse/telemetry/connect", "Last-Event-ID", seen.id())) {
            back.streamId();
            send(
                    "flat",
                    "{\"id\":\"" + serialNo + "\",\"lat\":" + last + ",\"lon\":0,\"ts\":"
                            + time.plusSeconds(20).getEpochSecond() + "}");
            back.await(event -> last.equals(latitude(event)));
            return back.events().stream()
                    .filter(event -> event.is("gps"))
                    .map(WorkedMappingsTest::latitude)
                    .toList();
        }
    }

    private long follow(String field, String key) {
        long unit = RegistryFixture.create(
                Api.login("admin").request().contentType(ContentType.JSON),
                "units",
                Map.of("client_id", client, "name", key, field, key));
        user.follow(stream.streamId(), unit);
        stream.await("ready");
        return unit;
    }

    private String recent(String record) {
        return record.replace(String.valueOf(FIRST + 10), String.valueOf(time.getEpochSecond() + 10))
                .replace(String.valueOf(FIRST), String.valueOf(time.getEpochSecond()));
    }

    private void send(String topic, String record) {
        feed.send(new ProducerRecord<>(topic, null, record.getBytes(StandardCharsets.UTF_8)));
    }

    private void awaitRecorded(long unit, Instant... times) {
        LocalDate day = LocalDate.ofInstant(time, ZoneOffset.UTC);
        List<String> expected =
                List.of(times).stream().map(Instant::toString).sorted().toList();
        await().untilAsserted(() -> assertThat(user.request()
                        .get("/api/v1/history/telemetry/unit/" + unit + "/period/from/" + day + "/time/00:00:00/to/"
                                + day.plusDays(1) + "/time/00:00:00")
                        .jsonPath()
                        .getList("data.gps.timestamp", String.class))
                .containsExactlyElementsOf(expected));
    }

    private static String latitude(Event event) {
        return event.data().at("/telemetry/gps/latitude").asText();
    }
}
