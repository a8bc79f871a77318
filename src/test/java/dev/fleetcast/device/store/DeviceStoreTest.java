package dev.fleetcast.device.store;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.Feed;
import dev.fleetcast.testing.RegistryFixture;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From Kafka to the database, the confirmations and the history. */
@QuarkusTest
class DeviceStoreTest {

    private static final String DEVICE = "1";

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Inject
    RegistryFixture registry;

    private final String name = "store-" + UUID.randomUUID();
    private final List<ConsumerRecord<String, String>> received = new ArrayList<>();
    private Feed feed;
    private KafkaConsumer<String, String> topics;

    @BeforeEach
    void connect() {
        feed = new Feed(bootstrapServers);
        topics = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "group.id",
                        name,
                        "auto.offset.reset",
                        "earliest",
                        "metadata.max.age.ms",
                        1_000),
                new StringDeserializer(),
                new StringDeserializer());
        topics.subscribe(List.of("fleet.acks", "fleet.device-events.dlq"));
    }

    @AfterEach
    void close() {
        feed.close();
        topics.close();
    }

    @Test
    void eventIsStoredConfirmedAndShown() {
        publish(
                "{\"name\":\"%s\",\"data\":\"{\\\"ts\\\":12,\\\"open\\\":true}\",\"published_at\":\"2026-11-29T12:00:00Z\"}");
        publish("{\"name\":\"%s\",\"data\":\"=1+1\",\"event_id\":\"-e\",\"published_at\":\"2026-11-29T12:00:01Z\"}");
        publish(
                "{\"name\":\"%s\",\"data\":\"{\\\"ts\\\":12,\\\"open\\\":true}\",\"published_at\":\"2026-11-29T12:00:02Z\"}");
        publish("{\"name\":\"%s\",\"data\":\"\\u0000\"}");

        List<ConsumerRecord<String, String>> acks = await("fleet.acks", 3);
        assertThat(acks.get(0).value())
                .contains("\"name\":\"" + name
                        + "\",\"ts\":12,\"event_id\":null,\"published_at\":\"2026-11-29T12:00:00.000Z\"")
                .endsWith("\"duplicate\":false,\"stores\":[\"postgresql\"]}");
        assertThat(acks.get(2).value()).contains("\"duplicate\":true");
        assertThat(await("fleet.device-events.dlq", 1))
                .singleElement()
                .satisfies(letter -> assertThat(new String(
                                letter.headers().lastHeader("fleetcast-reason").value(), StandardCharsets.UTF_8))
                        .isEqualTo("data: must not contain NUL"));
        Api demo = Api.login("demo");
        String coreid = acks.get(0).key();
        demo.request()
                .get("/api/v1/devices/1/events?name=" + name)
                .then()
                .statusCode(200)
                .header("Link", (String) null)
                .body("data", hasSize(2))
                .body("data[0].coreid", equalTo(coreid))
                .body("data[0].ts", equalTo(12))
                .body("data[0].data", equalTo("{\"ts\":12,\"open\":true}"))
                .body("data[0].published_at", equalTo("2026-11-29T12:00:00.000Z"))
                .body("data[0].private", equalTo(false))
                .body("meta.next", equalTo(null));
        String next = demo.request()
                .get("/api/v1/devices/" + coreid + "/events?limit=1&name=" + name)
                .then()
                .body("data", hasSize(1))
                .header("Link", containsString("rel=\"next\""))
                .extract()
                .path("meta.next");
        demo.request()
                .get("/api/v1/devices/1/events?limit=1&name=" + name + "&cursor=" + next)
                .then()
                .body("data", hasSize(1))
                .body("data[0].event_id", equalTo("-e"));
        String table = demo.request()
                .accept("text/csv")
                .get("/api/v1/devices/1/events?from=2026-11-29T12:00:01Z&to=2026-11-29T12:00:02Z&name=" + name)
                .then()
                .statusCode(200)
                .contentType(startsWith("text/csv"))
                .extract()
                .asString();
        assertThat(table)
                .startsWith("published_at,stored_at,coreid,name,ts,event_id,ttl,private,data,event_key\r\n")
                .contains(",'-e,60,false,'=1+1,")
                .doesNotContain("open");
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> demo.request()
                        .get("/api/v1/devices/1/acks?name=" + name)
                        .then()
                        .statusCode(200)
                        .body("data.duplicate", equalTo(List.of(false, false, true)))
                        .body("data[0].stores", equalTo(List.of("postgresql"))));
        assertThat(demo.request()
                        .accept("text/csv")
                        .get("/api/v1/devices/1/acks?name=" + name)
                        .asString())
                .startsWith("confirmed_at,device,name,ts,");
    }

    @Test
    void othersSeeNothing() {
        Api.login("other").request().get("/api/v1/devices/1/events").then().statusCode(404);
        Api.login("other").request().get("/api/v1/devices/1/acks").then().statusCode(404);
        Api.login("demo").request().get("/api/v1/devices/nobody/events").then().statusCode(404);
        given().get("/api/v1/devices/1/events").then().statusCode(401);
    }

    @Test
    void nextOwnerSeesWhatIsStoredSince() {
        long seller = registry.client();
        long buyer = registry.client();
        String admin = RegistryFixture.login(registry.user(Set.of("admin"), Set.of()));
        String imei = RegistryFixture.imei();
        long unit = RegistryFixture.create(
                RegistryFixture.as(admin),
                "units",
                Map.of("client_id", seller, "imei", imei, "name", "sold", "timezone", "UTC"));
        Api before = registry.viewerOf(seller);
        Api after = registry.viewerOf(buyer);
        String events = "/api/v1/devices/" + imei + "/events";
        String acks = "/api/v1/devices/" + imei + "/acks";
        publish(imei, "{\"name\":\"%s\",\"data\":\"before\"}");
        await("fleet.acks", 1);
        awaitSeen(before, acks, 1);

        RegistryFixture.as(admin)
                .body(Map.of("client_id", buyer))
                .patch("/api/v1/admin/units/" + unit)
                .then()
                .statusCode(200);
        awaitSeen(after, events, 0);
        publish(imei, "{\"name\":\"%s\",\"data\":\"after\"}");
        await("fleet.acks", 2);

        after.request().get(events).then().body("data.data", equalTo(List.of("after")));
        awaitSeen(after, acks, 1);
        before.request().get(events).then().statusCode(404);
    }

    private static void awaitSeen(Api api, String path, int entries) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .untilAsserted(
                        () -> api.request().get(path).then().statusCode(200).body("data", hasSize(entries)));
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, 422",
        "limit=1001, 422",
        "cursor=x, 422",
        "cursor=, 422",
        "name=, 422",
        "from=yesterday, 422",
        "from=2026-11-30T00:00:00Z&to=2026-11-29T00:00:00Z, 422",
        "to=%2B12345-01-01T00:00:00Z, 422",
        "cursor=999999999999999_1_1, 200",
        "name=%00, 422"
    })
    void parametersAreChecked(String query, int status) {
        Api.login("demo")
                .request()
                .urlEncodingEnabled(false)
                .get("/api/v1/devices/1/events?" + query)
                .then()
                .statusCode(status);
    }

    private void publish(String value) {
        publish(DEVICE, value);
    }

    private void publish(String key, String value) {
        feed.send(new ProducerRecord<>(
                "fleet.device-events", key, value.formatted(name).getBytes(StandardCharsets.UTF_8)));
    }

    private List<ConsumerRecord<String, String>> await(String topic, int number) {
        List<ConsumerRecord<String, String>> found = new ArrayList<>();
        Awaitility.await().atMost(Duration.ofSeconds(40)).until(() -> {
            topics.poll(Duration.ofMillis(200)).forEach(received::add);
            found.clear();
            received.stream()
                    .filter(record ->
                            record.topic().equals(topic) && record.value().contains(name))
                    .forEach(found::add);
            return found.size() >= number;
        });
        return found;
    }
}
