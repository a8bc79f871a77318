package dev.fleetcast.access.user;

import static dev.fleetcast.testing.RegistryFixture.as;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import dev.fleetcast.registry.admin.RegistryWriter;
import dev.fleetcast.testing.RegistryFixture;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class UserAdminResourceTest {

    @Inject
    RegistryFixture fixture;

    @Inject
    RegistryWriter writer;

    private String admin;
    private String adminName;

    @BeforeEach
    void logIn() {
        adminName = fixture.user(Set.of("admin"), Set.of());
        admin = RegistryFixture.login(adminName);
    }

    @Test
    void newUserCanLogInAndTheirPasswordIsNeverShown() {
        String name = "user " + RegistryFixture.number();

        long id = create(Map.of("username", name, "password", "s3cret!", "client_ids", List.of(fixture.client())))
                .statusCode(201)
                .body("data", not(hasKey("password")), "data", not(hasKey("password_hash")))
                .body("data.enabled", equalTo(true), "data.shared", equalTo(false))
                .extract()
                .jsonPath()
                .getLong("data.id");

        login(name, "s3cret!").statusCode(200);
        as(admin)
                .get("/api/v1/admin/users/" + id)
                .then()
                .statusCode(200)
                .body("data", not(hasKey("password")), "data", not(hasKey("password_hash")));
    }

    @Test
    void changeWithoutPasswordKeepsIt() {
        String name = "user " + RegistryFixture.number();
        long id = create(Map.of("username", name, "password", "first"))
                .extract()
                .jsonPath()
                .getLong("data.id");

        as(admin)
                .body(Map.of("username", name, "full_name", "Ada"))
                .put("/api/v1/admin/users/" + id)
                .then()
                .statusCode(200);
        login(name, "first").statusCode(200);

        as(admin)
                .body(Map.of("password", "second"))
                .patch("/api/v1/admin/users/" + id)
                .then()
                .statusCode(200);
        login(name, "first").statusCode(401);
        login(name, "second").statusCode(200);
    }

    @Test
    void disabledUserIsRefused() {
        String name = fixture.user(Set.of(), Set.of());
        String login = RegistryFixture.login(name);
        long id = as(admin)
                .queryParam("q", name)
                .get("/api/v1/admin/users")
                .jsonPath()
                .getLong("data[0].id");

        as(admin)
                .body(Map.of("enabled", false))
                .patch("/api/v1/admin/users/" + id)
                .then()
                .statusCode(200);

        as(login).get("/api/v1/units").then().statusCode(401);
    }

    @Test
    void reenabledUserCanLogInAtOnceAndOldSessionsStayEnded() {
        String name = fixture.user(Set.of(), Set.of());
        String old = RegistryFixture.login(name);
        long id = idOf(name);

        for (boolean enabled : new boolean[] {false, true}) {
            as(admin)
                    .body(Map.of("enabled", enabled))
                    .patch("/api/v1/admin/users/" + id)
                    .then()
                    .statusCode(200);
        }

        as(RegistryFixture.login(name)).get("/api/v1/units").then().statusCode(200);
        as(old).get("/api/v1/units").then().statusCode(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"roles\":[\"root\"]",
                "\"roles\":[null]",
                "\"roles\":\"admin\"",
                "\"client_ids\":[999999999]",
                "\"client_ids\":[null]",
                "\"email\":\"no-address\"",
                "\"email\":\"a@b.c\\r\\nX: y\"",
                "\"full_name\":\"a\\nb\"",
                "\"enabled\":\"yes\"",
                "\"enabled\":1",
                "\"password_hash\":\"x\"",
            })
    void wrongFieldIsNamed(String field) {
        String name = field.substring(1, field.indexOf('"', 1));

        as(admin)
                .body("{\"username\":\"u%d\",\"password\":\"p\",%s}".formatted(RegistryFixture.number(), field))
                .post("/api/v1/admin/users")
                .then()
                .statusCode(422)
                .body("violations.field", hasItem(name));
    }

    @Test
    void passwordIsNeededAndBounded() {
        String name = "user " + RegistryFixture.number();

        create(Map.of("username", name)).statusCode(422).body("violations.field", contains("password"));
        create(Map.of("username", name, "password", "  ")).statusCode(422);
        create(Map.of("username", name, "password", "ä".repeat(37))).statusCode(422);
        create(Map.of("username", name, "password", "ä".repeat(36))).statusCode(201);
        create(Map.of("username", name, "password", "x")).statusCode(409);
    }

    @Test
    void lastAdministratorRemains() {
        List<Long> others = disableOtherAdmins();
        try {
            expectToRemain(idOf(adminName));
        } finally {
            writer.write(() -> User.update("enabled = true where id in ?1", others));
        }
    }

    private void expectToRemain(long id) {
        as(admin).delete("/api/v1/admin/users/" + id).then().statusCode(409);
        for (Map<String, Object> change :
                List.<Map<String, Object>>of(Map.of("enabled", false), Map.of("roles", List.of("publisher")))) {
            as(admin).body(change).patch("/api/v1/admin/users/" + id).then().statusCode(409);
        }
        as(admin)
                .contentType("text/csv")
                .body("id,enabled\n%d,false\n".formatted(id))
                .post("/api/v1/admin/users/import")
                .then()
                .statusCode(422);

        create(Map.of("username", "next " + RegistryFixture.number(), "password", "p", "roles", List.of("admin")))
                .statusCode(201);
        as(admin).delete("/api/v1/admin/users/" + id).then().statusCode(204);
    }

    private List<Long> disableOtherAdmins() {
        return writer.write(() -> {
            List<User> others = User.list("enabled and username <> ?1 and 'admin' member of roles", adminName);
            others.forEach(other -> other.enabled = false);
            return others.stream().map(other -> other.id).toList();
        });
    }

    private long idOf(String username) {
        return as(admin)
                .queryParam("q", username)
                .get("/api/v1/admin/users")
                .jsonPath()
                .getLong("data[0].id");
    }

    private ValidatableResponse create(Map<String, Object> user) {
        return as(admin).body(user).post("/api/v1/admin/users").then();
    }

    private static ValidatableResponse login(String username, String password) {
        return given().contentType(ContentType.JSON)
                .body(Map.of("username", username, "password", password))
                .post("/api/v1/auth/login")
                .then();
    }
}
