package dev.fleetcast.device;

import static dev.fleetcast.device.DeviceClient.deviceToken;
import static dev.fleetcast.device.DeviceClient.follow;
import static dev.fleetcast.device.DeviceClient.newName;
import static dev.fleetcast.device.DeviceClient.publish;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.fleetcast.testing.Feed;
import dev.fleetcast.testing.RawSseClient;
import dev.fleetcast.testing.RegistryFixture;
import dev.fleetcast.testing.SseParser;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A device that one client sells to another. */
@QuarkusTest
class DeviceTransferTest {

    @Inject
    RegistryFixture registry;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    private String jwt(long client) {
        return RegistryFixture.login(registry.user(Set.of(), Set.of(client))).replaceFirst("(?i)^bearer ", "");
    }

    private String admin;

    @BeforeEach
    void administer() {
        admin = RegistryFixture.login(registry.user(Set.of("admin"), Set.of()));
    }

    private long register(String imei, long client) {
        return RegistryFixture.create(
                RegistryFixture.as(admin),
                "units",
                Map.of("client_id", client, "imei", imei, "name", "sold", "timezone", "UTC"));
    }

    private void sell(long unit, long client) {
        RegistryFixture.as(admin)
                .body(Map.of("client_id", client))
                .patch("/api/v1/admin/units/" + unit)
                .then()
                .statusCode(200);
    }

    private static RequestSpecification with(String token) {
        return RegistryFixture.as("Bearer " + token);
    }

    @Test
    void everythingThatWasOpenedBeforeTheSaleEndsAndTheDeviceIsToldToGetANewToken() {
        long seller = registry.client();
        long buyer = registry.client();
        String imei = RegistryFixture.imei();
        long unit = register(imei, seller);
        String device = "/v1/devices/" + imei;
        String before = deviceToken(imei);
        String sellers = jwt(seller);
        String feed = "/feed/sold-" + unit;
        try (RawSseClient commands = follow(device + "/commands", before);
                RawSseClient channel = follow(feed, before);
                RawSseClient ownEvents = follow("/v1/events", before);
                RawSseClient ofTheDevice = follow(device + "/events", sellers);
                RawSseClient ofAll = follow("/v1/events", sellers)) {
            sell(unit, buyer);

            await().until(() ->
                    commands.hasEnded() && channel.hasEnded() && ownEvents.hasEnded() && ofTheDevice.hasEnded());
            assertThat(ofAll.hasEnded()).isFalse();
        }

        publish(before, Map.of("name", newName())).statusCode(401).body("error", equalTo("invalid_token"));
        for (String path : List.of(device + "/commands", device + "/events", "/v1/events", feed)) {
            assertThat(status(path, before)).isEqualTo(401);
        }
        given().header("Authorization", "Bearer " + before)
                .headers("device", imei, "Last-Event-ID", "1~1")
                .formParam("status", "done")
                .post("/feedback/sold-" + unit)
                .then()
                .statusCode(401);
        assertThat(status(device + "/events", sellers)).isEqualTo(403);
        with(sellers).body("{}").post(device + "/open").then().statusCode(403);
        publish(deviceToken(imei), Map.of("name", newName())).statusCode(200);
    }

    private static int status(String stream, String token) {
        try (RawSseClient opened = RawSseClient.open(stream, "Authorization", "Bearer " + token)) {
            return opened.response().statusCode();
        }
    }

    @Test
    void commandsOfTheFormerOwnerNeitherReachTheDeviceNorTakeTheRoomOfTheNext() {
        long seller = registry.client();
        long buyer = registry.client();
        String imei = RegistryFixture.imei();
        long unit = register(imei, seller);
        String queue = "/api/v1/devices/" + imei + "/commands";
        String sellers = jwt(seller);
        String buyers = jwt(buyer);
        for (int i = 0; i < 100; i++) {
            with(sellers).body(Map.of("function", "theirs")).post(queue).then().statusCode(202);
        }
        with(sellers).body(Map.of("function", "theirs")).post(queue).then().statusCode(429);
        sell(unit, buyer);

        await().untilAsserted(() ->
                with(buyers).body(Map.of("function", "ours")).post(queue).then().statusCode(202));

        try (RawSseClient commands = follow("/v1/devices/" + imei + "/commands", deviceToken(imei))) {
            commands.await(event -> "ours".equals(event.type()));
            assertThat(commands.events()).extracting(SseParser.Event::type).containsExactly("ours");
        }
        with(sellers).get(queue).then().statusCode(404);
    }

    @Test
    void variablesOfTheFormerOwnerTakeNoRoom() {
        long seller = registry.client();
        long buyer = registry.client();
        String imei = RegistryFixture.imei();
        long unit = register(imei, seller);
        String device = "/v1/devices/" + imei;
        Map<String, Integer> most =
                IntStream.range(0, 64).boxed().collect(Collectors.toMap(number -> "theirs" + number, number -> 1));
        with(deviceToken(imei)).body(most).post(device + "/variables").then().statusCode(200);
        sell(unit, buyer);
        String buyers = jwt(buyer);
        await().until(() -> with(buyers).get(device).statusCode() == 200);

        with(deviceToken(imei))
                .body(Map.of("ours", 7))
                .post(device + "/variables")
                .then()
                .statusCode(200);

        with(buyers).get(device + "/ours").then().statusCode(200).body("result", equalTo(7));
        with(buyers).get(device + "/theirs1").then().statusCode(404);
    }

    @Test
    void eventSetsTheValueOfTheOwnerOfThen() {
        long seller = registry.client();
        long buyer = registry.client();
        String imei = RegistryFixture.imei();
        long unit = register(imei, seller);
        String sellers = jwt(seller);
        String buyers = jwt(buyer);
        Instant before = Instant.now();
        sell(unit, buyer);
        await().until(() -> with(buyers).get("/v1/devices/" + imei).statusCode() == 200);

        try (Feed kafka = new Feed(bootstrapServers)) {
            kafka.send(valueSet(imei, before, "theirs"));
            kafka.send(valueSet(imei, Instant.now(), "ours"));
        }

        String value = "/api/v1/values/sse-examples-12";
        await().untilAsserted(
                        () -> with(buyers).get(value).then().statusCode(200).body("data.value.of", equalTo("ours")));
        with(sellers).get(value).then().statusCode(200).body("data.value.of", equalTo("theirs"));
        with(buyers).get(value).then().body("data.version", equalTo(1));
    }

    private static ProducerRecord<String, byte[]> valueSet(String device, Instant at, String owner) {
        String event = "{\"name\":\"sse-examples-12-set\",\"data\":\"{\\\"of\\\":\\\"" + owner + "\\\"}\"}";
        return new ProducerRecord<>(
                "fleet.device-events", null, at.toEpochMilli(), device, event.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void nextOwnersStreamResumesWithoutWhatTheFormerOwnerPublished() {
        long seller = registry.client();
        long buyer = registry.client();
        String imei = RegistryFixture.imei();
        long unit = register(imei, seller);
        String name = newName();
        String sellersToken = jwt(seller);
        String id;
        try (RawSseClient stream = follow("/v1/events/" + name, sellersToken)) {
            await().untilAsserted(() -> publish(deviceToken(imei), Map.of("name", name, "data", "0"))
                    .statusCode(200));
            stream.awaitNext();
            id = stream.lastEventId();
        }
        publish(deviceToken(imei), Map.of("name", name, "data", "the seller's")).statusCode(200);
        sell(unit, buyer);
        String buyersToken = jwt(buyer);
        await().until(() -> RegistryFixture.as("Bearer " + buyersToken)
                        .get("/v1/devices/" + imei)
                        .statusCode()
                == 200);
        publish(deviceToken(imei), Map.of("name", name, "data", "the buyer's")).statusCode(200);

        assertThat(dataAfter(id, name, buyersToken, buyer)).containsExactly("the buyer's");
        assertThat(dataAfter(id, name, sellersToken, seller)).isEmpty();
    }

    /** The data of the device's events after that id, before an event that the user publishes. */
    private static List<String> dataAfter(String id, String name, String token, long client) {
        String end = name + "-end-" + client;
        publish(token, Map.of("name", end)).statusCode(200);
        try (RawSseClient stream = follow("/v1/events/" + name, token, "Last-Event-ID", id)) {
            stream.await(event -> event.type().equals(end));
            return stream.events().stream()
                    .filter(event -> event.type().equals(name))
                    .map(event -> event.data().replaceFirst("^\\{\"data\":\"(.*?)\",.*", "$1"))
                    .toList();
        }
    }
}
