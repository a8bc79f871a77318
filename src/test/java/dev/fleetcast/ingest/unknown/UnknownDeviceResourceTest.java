package dev.fleetcast.ingest.unknown;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.fleetcast.fleet.api.DeviceRegistration;
import dev.fleetcast.ingest.TestRecord;
import dev.fleetcast.ingest.record.IngestConfig;
import dev.fleetcast.registry.admin.RegistryWriter;
import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.Feed;
import dev.fleetcast.testing.RegistryFixture;
import dev.fleetcast.testing.Settings;
import dev.fleetcast.testing.SseClient;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Unknown devices, as administrators list and register them. */
@QuarkusTest
class UnknownDeviceResourceTest {

    private static final String PATH = "/api/v1/admin/feed/unknown";
    private static final String UNITS = "/api/v1/admin/units?q=";

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Inject
    UnknownDevices devices;

    @Inject
    DeviceRegistration units;

    @Inject
    RegistryWriter registry;

    @Inject
    RegistryFixture fixture;

    private final String key = "VAN-" + RegistryFixture.number();
    private Api admin;
    private long client;

    @BeforeEach
    void logIn() {
        admin = Api.login("admin");
        client = fixture.client();
    }

    @Test
    void deviceIsListedRegisteredAndFollowed() {
        try (Feed feed = new Feed(bootstrapServers)) {
            feed.send(key, Feed.gps(Instant.now(), 30.25));
            feed.send(key, Feed.gps(Instant.now(), 30.26));
            JsonPath listed = awaitListed(key, 2);
            assertThat(listed.getString("data[0].topic")).isEqualTo(Feed.TOPIC);
            assertThat(listed.getString("data[0].example")).contains("30.26");
            assertThat(Instant.parse(listed.getString("data[0].last_seen"))).isBeforeOrEqualTo(Instant.now());

            register(List.of(key), client, "Tracker {key}")
                    .then()
                    .statusCode(201)
                    .body("data.registered", equalTo(1));

            assertThat(list(key).getLong("meta.total")).isZero();
            JsonPath unit = admin.request().get(UNITS + key).jsonPath();
            assertThat(unit.getString("data[0].name")).isEqualTo("Tracker " + key);
            assertThat(unit.getString("data[0].serial_no")).isEqualTo(key);
            assertIsFollowed(feed, unit.getLong("data[0].id"));
        }
    }

    private void assertIsFollowed(Feed feed, long unit) {
        try (SseClient stream = Api.connect()) {
            fixture.viewerOf(client).follow(stream.streamId(), unit);
            feed.send(key, Feed.gps(Instant.now(), 30.27));

            assertThat(stream.await("gps").data().toString()).contains("30.27");
        }
    }

    @Test
    void registrationNamesEveryKeyThatCannotBeRegistered() {
        register(List.of(key), client, null).then().statusCode(201);
        String other = key + "-2";

        assertRefused(
                register(List.of(other, key, "3"), client, "n".repeat(190) + "{key}"),
                Map.of(
                        "keys[0]", "makes the name longer than 200 characters",
                        "keys[1]", "is the key of unit " + unitOf(key),
                        "keys[2]", "is the key of unit 3"));

        assertThat(admin.request().get(UNITS + other).jsonPath().getLong("meta.total"))
                .isZero();
    }

    @Test
    void fifteenDigitsAreAnImei() {
        String imei = RegistryFixture.imei();

        register(List.of(imei), client, null).then().statusCode(201);

        JsonPath unit = admin.request().get(UNITS + imei).jsonPath();
        assertThat(unit.getString("data[0].imei")).isEqualTo(imei);
        assertThat(unit.getString("data[0].serial_no")).isNull();
        assertThat(unit.getString("data[0].name")).isEqualTo(imei);
    }

    @Test
    void unknownClientIsRefused() {
        assertRefused(register(List.of(key, key + "-2"), 999_999, null), Map.of("client_id", "does not exist"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"keys\":[],\"client_id\":1}",
                "{\"keys\":null,\"client_id\":1}",
                "{\"keys\":[\"\"],\"client_id\":1}",
                "{\"keys\":[null],\"client_id\":1}",
                "{\"keys\":[\"a\\nb\"],\"client_id\":1}",
                "{\"keys\":[\"twice\",\"twice\"],\"client_id\":1}",
                "{\"keys\":[\"x\"]}",
                "{\"keys\":[\"x\"],\"client_id\":1,\"all\":true}",
                "{\"keys\":[\"123456789012345678901234567890123456789012345678901\"],\"client_id\":1}"
            })
    void unusableRequestIsRefused(String body) {
        admin.request()
                .contentType(ContentType.JSON)
                .body(body)
                .post(PATH + "/register")
                .then()
                .statusCode(422);
    }

    @Test
    void moreKeysThanOneChangeCanTakeAreRefused() {
        List<String> keys = IntStream.rangeClosed(0, Registration.MAX_KEYS)
                .mapToObj(number -> key + "-" + number)
                .toList();

        register(keys, client, null).then().statusCode(422).body("detail", containsString("at most 1000 keys"));
    }

    @Test
    void removedDeviceComesBackWithItsNextMessage() throws Exception {
        String other = key + "-2";
        see(key, other);

        remove("key=" + key + "&key=" + key + "-3").then().statusCode(200).body("data.removed", equalTo(1));

        assertThat(list(key).getList("data.key")).containsExactly(other);
        see(key);
        assertThat(list(key).getList("data.key")).containsExactly(key, other);
    }

    @Test
    void wholeListCanBeCleared() throws Exception {
        see(key, "x".repeat(51));
        assertThat(list(key).getLong("meta.unlisted")).isPositive();

        // Messages of other tests may be counted meanwhile.
        await().untilAsserted(() -> {
            remove("all=true").then().statusCode(200);
            JsonPath left = list("");
            assertThat(left.getList("data.key")).doesNotContain(key);
            assertThat(left.getLong("meta.unlisted")).isZero();
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "key=", "all=", "all=false", "all=true&key=x", "key=x&key=%00"})
    void removalNamesWhatToRemove(String query) throws Exception {
        see(key);

        remove(query).then().statusCode(422).contentType("application/problem+json");

        assertThat(list(key).getLong("meta.total")).isOne();
    }

    @Test
    void moreKeysThanAnAddressHasAreRefused() {
        String keys = IntStream.rangeClosed(0, 100)
                .mapToObj(number -> "key=" + number)
                .collect(Collectors.joining("&"));

        remove(keys).then().statusCode(422).body("detail", containsString("at most 100 keys"));
    }

    @Test
    void devicesAreRegisteredByThemselvesOnce() throws Exception {
        // Devices are registered in the order of the list, a few hundred at a time: those of other tests come first.
        devices.removeAll();
        String wrongDigit = withWrongDigit(RegistryFixture.imei());
        see(key, wrongDigit);
        List<AutoRegistration> replicas = List.of(auto(), auto());

        replicas.forEach(each -> each.start(null));
        try {
            await().until(() -> admin.request().get(UNITS + key).jsonPath().getLong("meta.total") == 1);
        } finally {
            replicas.forEach(AutoRegistration::stop);
        }

        assertThat(list(key).getLong("meta.total")).isZero();
    }

    private void see(String... keys) throws SQLException {
        UnknownTally tally = new UnknownTally();
        // Of now: the replica sweeps what has not been seen for a week.
        Instant now = Instant.now();
        for (String each : keys) {
            tally.add(each, TestRecord.at(7, now.toEpochMilli(), each, TestRecord.bytes("{}")), now);
        }
        devices.add(tally);
    }

    private Response remove(String query) {
        return admin.request().urlEncodingEnabled(false).delete(query.isEmpty() ? PATH : PATH + "?" + query);
    }

    private AutoRegistration auto() {
        return new AutoRegistration(
                devices,
                units,
                registry,
                Settings.of(IngestConfig.class, Map.of("fleetcast.ingest.auto-register", String.valueOf(client))));
    }

    private JsonPath awaitListed(String sought, int count) {
        return await().until(
                        () -> list(sought), list -> list.getList("data.count").equals(List.of(count)));
    }

    private JsonPath list(String sought) {
        return admin.request()
                .get(PATH + (sought.isEmpty() ? "" : "?q=" + sought))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private long unitOf(String serialNo) {
        return admin.request().get(UNITS + serialNo).jsonPath().getLong("data[0].id");
    }

    private Response register(List<String> keys, long clientId, String name) {
        Map<String, Object> body = new HashMap<>(Map.of("keys", keys, "client_id", clientId));
        body.put("name", name);
        return admin.request().contentType(ContentType.JSON).body(body).post(PATH + "/register");
    }

    private static void assertRefused(Response response, Map<String, String> expected) {
        ValidatableResponse refused = response.then().statusCode(422);
        Map<String, String> found = new HashMap<>();
        List<Map<String, String>> violations =
                new ArrayList<>(refused.extract().jsonPath().getList("violations"));
        violations.forEach(violation -> found.put(violation.get("field"), violation.get("message")));
        assertThat(found).containsAllEntriesOf(expected);
    }

    private static String withWrongDigit(String imei) {
        return imei.substring(0, 14) + (imei.charAt(14) == '9' ? '0' : (char) (imei.charAt(14) + 1));
    }
}
