package dev.fleetcast.history.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fleetcast.testing.Feed;
import dev.fleetcast.testing.RegistryFixture;
import dev.fleetcast.testing.TestMessage;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;

/** A unit in a company of its own, with a user who sees it; its device drives yesterday at noon when a test says so. */
abstract class RecordedUnit {

    static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    /** Yesterday: within the retention, and over. */
    static final LocalDate DAY = LocalDate.now(BERLIN).minusDays(1);

    @Inject
    RegistryFixture registry;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String broker;

    String admin;
    String owner;
    long client;
    long unit;
    String imei;

    @BeforeEach
    void createUnit() {
        admin = RegistryFixture.login(registry.user(Set.of("admin"), Set.of()));
        client = registry.client();
        owner = viewerOf(client);
        imei = RegistryFixture.imei();
        unit = create("units", Map.of("client_id", client, "imei", imei, "name", "=1+1", "timezone", BERLIN.getId()));
    }

    void driveAtNoon() {
        drive();
        String day = "/api/v1/history/telemetry/unit/" + unit + "/date/" + DAY;
        await().atMost(Duration.ofSeconds(30))
                .until(() -> RegistryFixture.as(owner)
                                .get(day)
                                .jsonPath()
                                .getList("data")
                                .size()
                        == 62);
    }

    /** The device repeats everything, and a message that shows when all of it was recorded. */
    void driveAtNoonAgain() {
        drive();
        try (Feed feed = new Feed(broker)) {
            feed.send(imei, TestMessage.gps().fixedAt(noon(-86_400)).json());
        }
        String before = "/api/v1/history/telemetry/unit/" + unit + "/date/" + DAY.minusDays(1);
        await().atMost(Duration.ofSeconds(30))
                .until(() -> !RegistryFixture.as(owner)
                        .get(before)
                        .jsonPath()
                        .getList("data")
                        .isEmpty());
    }

    /** A point every ten seconds for ten minutes at 36 km/h, then one that stands; the last one ends what counts. */
    private void drive() {
        try (Feed feed = new Feed(broker)) {
            for (int second = 0; second <= 610; second += 10) {
                TestMessage message = TestMessage.gps()
                        .fixedAt(noon(second))
                        .with("gps.latitude", Double.toString(30 + second / 11_119.5))
                        .with("gps.speed", second == 610 ? "0" : "36");
                feed.send(imei, (second == 300 ? message.with("events", "[[\"PANIC\"]]") : message).json());
            }
        }
    }

    static Instant noon(int second) {
        return DAY.atTime(LocalTime.NOON).atZone(BERLIN).toInstant().plusSeconds(second);
    }

    String viewerOf(long id) {
        return RegistryFixture.login(registry.user(Set.of(), Set.of(id)));
    }

    long create(String kind, Map<String, Object> form) {
        return RegistryFixture.create(RegistryFixture.as(admin), kind, form);
    }

    Response query(String path, String condition) {
        return RegistryFixture.as(owner).queryParam("_query", condition).get("/api/v1/history/" + path);
    }

    Response get(String path) {
        return get(path, 200);
    }

    Response get(String path, int status) {
        Response answer = RegistryFixture.as(owner).get("/api/v1/history/" + path);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        return answer;
    }
}
