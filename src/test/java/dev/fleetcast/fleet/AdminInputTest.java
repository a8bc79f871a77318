package dev.fleetcast.fleet;

import static dev.fleetcast.testing.RegistryFixture.as;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import dev.fleetcast.testing.RegistryFixture;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Invalid input of administrators. */
@QuarkusTest
class AdminInputTest {

    @Inject
    RegistryFixture fixture;

    private String admin;
    private long client;

    @BeforeEach
    void logIn() {
        admin = RegistryFixture.login(fixture.user(Set.of("admin"), Set.of()));
        client = fixture.client();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\\r\\nb",
                "a\\u0000b",
                "a\\u2028b",
                "a\\u202Eb",
                "\\ud800",
                "",
                "  ",
            })
    void nameThatIsNotOneLineIsRefused(String name) {
        for (String kind : List.of("units", "drivers", "pools")) {
            request()
                    .body("{\"client_id\":" + client + ",\"name\":\"" + name + "\"}")
                    .post("/api/v1/admin/" + kind)
                    .then()
                    .statusCode(422)
                    .contentType("application/problem+json")
                    .body("violations.field", contains("name"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"imei\":\"123\"",
                "\"imei\":\"35956805251234x\"",
                "\"imei\":359568052512345",
                "\"timezone\":\"Mars/Base\"",
                "\"assigned_as\":\"primary\"",
                "\"vehicle_id\":1",
                "\"vehicle_id\":1,\"assigned_as\":\"third\"",
                "\"unknown\":1",
                "\"id\":0",
                "\"id\":-5",
                "\"id\":\"5\"",
                "\"id\":1.5",
                "\"id\":1e400",
                "\"id\":99999999999999999999",
                "\"id\":9000000000000000000",
                "\"status\":[1]",
                "\"stock_no\":{}",
                "\"client_id\":null",
            })
    void wrongFieldIsNamed(String field) {
        String body = "{\"name\":\"x\"," + (field.startsWith("\"client_id") ? "" : "\"client_id\":" + client + ",")
                + field + "}";

        request()
                .body(body)
                .post("/api/v1/admin/units")
                .then()
                .statusCode(422)
                .body("violations", hasSize(1))
                .body("toString()", not(containsString("java")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "null", "5", "{\"name\":1}{}", "{\"name\":\"a\",\"name\":\"b\"}"})
    void bodyThatIsNotOneObjectIsRefused(String body) {
        request().body(body).post("/api/v1/admin/units").then().statusCode(400);
        request().body(body).put("/api/v1/admin/units/1").then().statusCode(400);
        request().body(body).patch("/api/v1/admin/units/1").then().statusCode(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "x", "999999999", "99999999999999999999", "1%00", "..%2f1"})
    void unknownIdIsNotFound(String id) {
        request()
                .urlEncodingEnabled(false)
                .get("/api/v1/admin/units/" + id)
                .then()
                .statusCode(404);
    }

    @Test
    void otherMediaTypesAreRefused() {
        request()
                .contentType(ContentType.XML)
                .body("<a/>")
                .post("/api/v1/admin/units")
                .then()
                .statusCode(415);
    }

    private RequestSpecification request() {
        return as(admin);
    }
}
