package dev.fleetcast.history.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fleetcast.testing.Feed;
import dev.fleetcast.testing.RegistryFixture;
import dev.fleetcast.testing.TestMessage;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** A unit in a company of its own, with a user who sees it; what its device sends goes to the feed. */
final class PastUnit {

    private static final Duration RECORDED = Duration.ofSeconds(60);

    final long client;
    final long id;
    private final String imei = RegistryFixture.imei();
    /** The logins of an administrator, and of the company's user. */
    final String admin;

    final String owner;
    private final RegistryFixture registry;
    private final ZoneId zone;
    private final String broker;

    /** Creates such units, with the application's registry and broker. */
    @Singleton
    static class Creation {

        private final RegistryFixture registry;
        private final String broker;

        Creation(RegistryFixture registry, @ConfigProperty(name = "kafka.bootstrap.servers") String broker) {
            this.registry = registry;
            this.broker = broker;
        }

        /** A new unit in that time zone. */
        PastUnit in(ZoneId zone) {
            return new PastUnit(registry, broker, zone);
        }
    }

    private PastUnit(RegistryFixture registry, String broker, ZoneId zone) {
        this.registry = registry;
        this.broker = broker;
        this.zone = zone;
        admin = RegistryFixture.login(registry.user(Set.of("admin"), Set.of()));
        client = registry.client();
        owner = viewerOf(client);
        // A spreadsheet would take this name for a formula.
        id = create("units", Map.of("client_id", client, "imei", imei, "name", "=1+1", "timezone", zone.getId()));
    }

    /** The login of a new user who sees that company. */
    String viewerOf(long client) {
        return RegistryFixture.login(registry.user(Set.of(), Set.of(client)));
    }

    /** A new vehicle with this unit, which leaves the one it was in. */
    long putIntoNewVehicle() {
        long vehicle = create("vehicles", Map.of("client_id", client, "reg_no", "REG " + RegistryFixture.number()));
        RegistryFixture.as(admin)
                .body(Map.of("primary_unit_id", id))
                .patch("/api/v1/admin/vehicles/" + vehicle)
                .then()
                .statusCode(200);
        await().until(() -> RegistryFixture.as(owner)
                        .get("/api/v1/monitoring/vehicle/" + vehicle + "/primary")
                        .statusCode()
                == 200);
        return vehicle;
    }

    /** A new pool of that vehicle. */
    long poolOf(long vehicle) {
        return create("pools", Map.of("client_id", client, "name", "pool", "vehicle_ids", List.of(vehicle)));
    }

    /** Takes the unit out of a vehicle. */
    void takeOutOf(long vehicle) {
        RegistryFixture.as(admin)
                .body("{\"primary_unit_id\":null}")
                .patch("/api/v1/admin/vehicles/" + vehicle)
                .then()
                .statusCode(200);
    }

    /** Sends the messages of a journey, and returns when all of them are recorded. */
    void makes(Journey journey) {
        long before = recorded(journey);
        send(journey.messages());
        await().atMost(RECORDED)
                .until(() -> recorded(journey) == before + journey.messages().size());
    }

    void send(List<TestMessage> messages) {
        try (Feed feed = new Feed(broker)) {
            feed.sendAll(imei, messages.stream().map(TestMessage::json).toList());
        }
    }

    private long recorded(Journey journey) {
        LocalDate first = LocalDate.ofInstant(journey.first(), zone).minusDays(1);
        LocalDate last = LocalDate.ofInstant(journey.last(), zone).plusDays(1);
        return get("telemetry/unit/" + id + "/period/from/" + first + "/time/12:00:00/to/" + last
                        + "/time/12:00:00?_fields=message_type")
                .getList("data")
                .size();
    }

    List<Instant> messages(String part) {
        return get("telemetry/unit/" + id + "/" + part).getList("data.gps.timestamp", String.class).stream()
                .map(Instant::parse)
                .toList();
    }

    JsonPath trips(String date) {
        return get("trips/unit/" + id + "/date/" + date + "/all?explain=true");
    }

    JsonPath days(String from, String to) {
        return get("summary/unit/" + id + "/from/" + from + "/to/" + to);
    }

    /** The kilometres of the unit in a period that contains the date. */
    double kilometers(String date, String period) {
        return get("summary/units/distances/by-client/" + client + "/date/" + date + "/period/" + period)
                .getDouble("data[0].distance_km");
    }

    JsonPath get(String path) {
        return answer(path, 200).jsonPath();
    }

    /** The answer to the user of the company, which must have that status. */
    Response answer(String path, int status) {
        Response answer = RegistryFixture.as(owner).get("/api/v1/history/" + path);
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        return answer;
    }

    private long create(String kind, Map<String, Object> form) {
        return RegistryFixture.create(RegistryFixture.as(admin), kind, form);
    }
}
