package dev.fleetcast.security;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;

import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.ChannelApi;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fields that callers must not set: refused by name, or without effect where old clients send extra fields. */
@QuarkusTest
class FieldsOneMayNotSetTest {

    private static final String GREEDY =
            "\"role\":\"admin\",\"roles\":[\"admin\",\"publisher\"],\"groups\":[\"admin\"],\"client_ids\":[2],\"user_id\":3";

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/auth/login", "/login"})
    void loginGivesTheRightsOfTheAccountAndNoOthers(String path) {
        var answer = given().contentType("application/json")
                .body("{\"username\":\"demo\",\"password\":\"demo\"," + GREEDY + "}")
                .post(path);

        assertThat(answer.statusCode()).isEqualTo(200);
        String token = answer.header("Authorization") == null
                ? answer.path("token")
                : answer.header("Authorization").substring("bearer ".length());
        for (String forbidden : new String[] {"/admin/connections", "/api/v1/admin/users"}) {
            as(token).get(forbidden).then().statusCode(403);
        }
        as(token).get("/api/v1/units/1001").then().statusCode(404);
        as(token)
                .contentType("application/json")
                .body("{\"content\":\"x\"}")
                .post("/broadcast")
                .then()
                .statusCode(403);
    }

    @ParameterizedTest
    @CsvSource({
        "users, password_hash",
        "users, sessions",
        "clients, user_ids",
        "units, token",
        "vehicles, driver",
        "drivers, client",
        "pools, units",
        "zones, area"
    })
    void administrationRefusesFieldsThatNoFormHas(String kind, String field) {
        Api.login("admin")
                .request()
                .contentType("application/json")
                .body("{\"" + field + "\":1}")
                .post("/api/v1/admin/" + kind)
                .then()
                .statusCode(422)
                .body("violations.field", hasItem(field));
    }

    @ParameterizedTest
    @ValueSource(strings = {"position", "at", "channel", "device", "key"})
    void publisherCannotSetTimePositionOrSender(String field) {
        var answer = ChannelApi.fresh().tryPush(event -> event.put("data", "x").put(field, 1));

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("\"field\":\"" + field + "\"");
    }

    @Test
    void noAnswerShowsAHash() {
        Api admin = Api.login("admin");

        for (String path : new String[] {"/api/v1/admin/users", "/api/v1/admin/users/1"}) {
            assertThat(admin.request().get(path).asString())
                    .contains("\"username\"")
                    .doesNotContain("hash")
                    .doesNotContain("$2");
        }
    }

    private static RequestSpecification as(String token) {
        return given().header("Authorization", "Bearer " + token);
    }
}
