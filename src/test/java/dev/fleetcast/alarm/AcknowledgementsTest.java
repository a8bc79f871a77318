package dev.fleetcast.alarm;

import static dev.fleetcast.testing.RegistryFixture.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.fleetcast.fleet.SampleFleet;
import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.PlainHttp;
import dev.fleetcast.testing.RegistryFixture;
import dev.fleetcast.testing.Schemas;
import dev.fleetcast.testing.SseClient;
import dev.fleetcast.testing.StreamClient.Event;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class AcknowledgementsTest {

    private static final String PATH = "/api/v1/alarms/acknowledgements";
    private static final String AT = "2026-02-16T13:51:30.125Z";

    @Inject
    RegistryFixture fixture;

    @Inject
    Acknowledgements acknowledgements;

    @Inject
    AlarmConfig config;

    private SampleFleet fleet;
    private String ada;
    private String adaLogin;
    private String bob;
    private String stranger;

    @BeforeEach
    void register() {
        String admin = RegistryFixture.login(fixture.user(Set.of("admin"), Set.of()));
        fleet = SampleFleet.create(() -> as(admin), fixture.client());
        ada = fixture.user(Set.of(), Set.of(fleet.clientId()));
        adaLogin = RegistryFixture.login(ada);
        bob = RegistryFixture.login(fixture.user(Set.of(), Set.of(fleet.clientId())));
        stranger = RegistryFixture.login(fixture.user(Set.of(), Set.of(fixture.client())));
    }

    @Test
    void firstAcknowledgementCounts() {
        acknowledge(adaLogin, "PANIC", AT)
                .statusCode(200)
                .body("data.unit_id", equalTo((int) fleet.unitId()), "data.code", equalTo("PANIC"))
                .body("data.at", equalTo(AT), "data.acknowledged_by", equalTo(ada));

        // The same instant, as the device wrote it.
        acknowledge(bob, "PANIC", "2026-02-16T14:51:30.125900+01:00")
                .statusCode(200)
                .body("data.acknowledged_by", equalTo(ada), "data.at", equalTo(AT));

        as(bob).get(PATH).then().body("meta.total", equalTo(1), "data.acknowledged_by", contains(ada));
    }

    @Test
    void streamsThatFollowTheUnitAreToldOnce() throws Exception {
        Api viewer = Api.loggedInBy(bob);
        try (SseClient stream = Api.connect()) {
            viewer.follow(stream.streamId(), fleet.unitId());

            acknowledge(adaLogin, "ZÜNDUNG \"AN\"", AT).statusCode(200);
            acknowledge(bob, "ZÜNDUNG \"AN\"", AT).statusCode(200);
            acknowledge(bob, "PANIC", AT).statusCode(200);

            Event told = stream.await("alarm_acknowledged");
            stream.await(event -> event.data().path("code").asText().equals("PANIC"));
            assertThat(told.data().path("code").asText()).isEqualTo("ZÜNDUNG \"AN\"");
            assertThat(told.data().path("acknowledged_by").asText()).isEqualTo(ada);
            assertThat(told.data().path("at").asText()).isEqualTo(AT);
            assertThat(stream.events())
                    .filteredOn(event -> event.data().path("type").asText().equals("alarm_acknowledged"))
                    .hasSize(2)
                    .allSatisfy(event -> assertThat(Schemas.STREAM_EVENT.complaints(event.data()))
                            .isEmpty());
        }
    }

    @Test
    void alarmsOfOthersAreNeitherSeenNorAcknowledged() {
        acknowledge(adaLogin, "PANIC", AT).statusCode(200);

        acknowledge(stranger, "COLLISION", AT)
                .statusCode(404)
                .body("detail", equalTo("The entry does not exist, or you may not see it."));
        as(stranger).get(PATH).then().statusCode(200).body("data", hasSize(0), "meta.total", equalTo(0));
    }

    @Test
    void nextOwnerOfAUnitDoesNotSeeThoseOfTheOneBefore() {
        acknowledge(adaLogin, "PANIC", AT).statusCode(200);
        long next = fixture.client();
        fixture.asAdmin()
                .body("{\"client_id\":" + next + ",\"vehicle_id\":null,\"assigned_as\":null}")
                .patch("/api/v1/admin/units/" + fleet.unitId())
                .then()
                .statusCode(200);

        fixture.asViewerOf(next).get(PATH).then().body("meta.total", equalTo(0));
        as(adaLogin).get(PATH).then().body("meta.total", equalTo(0));
    }

    @Test
    void listIsSearchedAndBoundedByTimeAndUnits() {
        acknowledge(adaLogin, "PANIC", "2026-02-16T10:00:00Z").statusCode(200);
        acknowledge(adaLogin, "SPEEDING:START", "2026-02-16T11:00:00Z").statusCode(200);
        acknowledge(bob, "COLLISION", "2026-02-16T12:00:00Z").statusCode(200);

        as(bob).get(PATH + "?since=2026-02-16T11:00:00Z")
                .then()
                .body("data.code", contains("COLLISION", "SPEEDING:START"), "meta.total", equalTo(2));
        as(bob).get(PATH + "?since=2026-02-16T10:00:00Z&until=2026-02-16T11:00:00Z")
                .then()
                .body("data.code", contains("PANIC"), "meta.total", equalTo(1));
        as(bob).get(PATH + "?ids=" + fleet.unitId() + ",1").then().body("meta.total", equalTo(3));
        as(bob).get(PATH + "?ids=1").then().body("data", hasSize(0), "meta.total", equalTo(0));
        as(bob).queryParam("q", ada).get(PATH).then().body("data.code", containsInAnyOrder("PANIC", "SPEEDING:START"));
        as(bob).get(PATH + "?size=1&page=2").then().body("data.code", contains("SPEEDING:START"));
    }

    @ParameterizedTest
    @CsvSource({
        "unit_id, , unit_id",
        "code, '', code",
        "code, 'two\nlines', code",
        "at, , at",
        "at, +999999999-12-31T23:59:59Z, at",
        "acknowledged_by, another user, acknowledged_by"
    })
    void wrongFieldsAreNamed(String field, String value, String named) {
        Map<String, Object> body = new HashMap<>(Map.of("unit_id", fleet.unitId(), "code", "PANIC", "at", AT));
        body.put(field, value);

        as(adaLogin).body(body).post(PATH).then().statusCode(422).body("violations.field", contains(named));
    }

    @Test
    void timeOfAnotherFormIsRefused() {
        acknowledge(adaLogin, "PANIC", "yesterday").statusCode(400).body("field", equalTo("at"));
    }

    @ParameterizedTest
    @CsvSource({"since=yesterday", "since=", "since=%2B999999999-12-31T23:59:59Z", "until=", "ids=", "ids=all", "size=0"
    })
    void wrongParametersAreNamed(String query) {
        as(adaLogin)
                .urlEncodingEnabled(false)
                .get(PATH + "?" + query)
                .then()
                .statusCode(422)
                .body("violations.field", contains(query.substring(0, query.indexOf('='))));
    }

    @Test
    void onlyTheNewestOfAUnitAreKept() throws SQLException {
        Instant first = Instant.now().truncatedTo(ChronoUnit.MILLIS).minus(1, ChronoUnit.DAYS);
        for (int i : IntStream.range(0, config.maxPerUnit() + 2).toArray()) {
            Instant at = first.plusSeconds(i);
            assertThat(acknowledgements.add(
                            fleet.clientId(), new Acknowledgement(fleet.unitId(), "PANIC", at, "ada", at)))
                    .isPresent();
        }

        as(adaLogin).get(PATH + "?size=1").then().body("meta.total", equalTo(config.maxPerUnit()));
        as(adaLogin)
                .get(PATH + "?size=1&page=" + config.maxPerUnit())
                .then()
                .body("data.at", contains(first.plusSeconds(2).toString()));
    }

    @Test
    void oldOnesAreDeleted() throws SQLException {
        Instant old = Instant.now()
                .truncatedTo(ChronoUnit.MILLIS)
                .minus(config.retention())
                .minusSeconds(60);
        for (Instant given : List.of(old, old.plusSeconds(120))) {
            acknowledgements.add(fleet.clientId(), new Acknowledgement(fleet.unitId(), "PANIC", given, "ada", given));
        }

        acknowledgements.sweep();

        as(adaLogin)
                .get(PATH)
                .then()
                .body("data.at", contains(old.plusSeconds(120).toString()));
    }

    @Test
    void acknowledgementsOfAUserAreLimited() {
        String body = "{\"unit_id\":%d,\"code\":\"PANIC\",\"at\":\"%s\"}".formatted(fleet.unitId(), AT);
        String[] headers = {"Authorization", bob, "Content-Type", "application/json"};

        assertThat(IntStream.range(0, 2_000)
                        .map(i -> PlainHttp.post(PATH, body, headers).statusCode()))
                .anyMatch(status -> status == 429);

        acknowledge(adaLogin, "PANIC", AT).statusCode(200);
    }

    private ValidatableResponse acknowledge(String login, String code, String at) {
        return as(login)
                .body(Map.of("unit_id", fleet.unitId(), "code", code, "at", at))
                .post(PATH)
                .then();
    }
}
