package dev.fleetcast.broadcast;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.fleetcast.testing.RegistryFixture;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Cookie;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class LoginResourceTest {

    @Inject
    RegistryFixture registry;

    @Test
    void responseHoldsTheTokenAndTheUserNumber() {
        String username = registry.user(Set.of(), Set.of());

        Response login = login(RegistryFixture.credentials(username), null);

        login.then().statusCode(200).body("size()", equalTo(2)).body("id", equalTo(number(username)));
        assertThat(logsOf(login.path("token"))).containsExactly("broadcast:all", "broadcast:user/" + number(username));
    }

    @Test
    void tokenIsInTheCookieToo() {
        Response login = login(RegistryFixture.credentials(registry.sharedUser()), "ada");

        Cookie cookie = login.detailedCookie("fleetcast_token");
        assertThat(cookie.getValue()).isEqualTo(login.path("token"));
        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getSameSite()).isEqualTo("Strict");
        given().cookie("fleetcast_token", cookie.getValue())
                .get("/test/listener")
                .then()
                .body("$", contains("broadcast:all", "broadcast:user/ada"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a99d4b4e-e5c4-42b4-888d-651862c599f6", "ada@example.com", "9007199254740991", "Ada L."})
    void usersOfASharedAccountMayChooseTheirId(String id) {
        Response login = login(Map.of("username", "demo", "password", "demo"), id);

        login.then().statusCode(200).body("id", equalTo(id));
        assertThat(logsOf(login.path("token"))).contains("broadcast:user/" + id);
    }

    @Test
    void idOfAPersonalAccountCannotBeChosen() {
        String username = registry.user(Set.of(), Set.of());

        for (String id : List.of("ada", number("admin", "admin"))) {
            login(RegistryFixture.credentials(username), id)
                    .then()
                    .statusCode(403)
                    .contentType("application/problem+json")
                    .body("detail", containsString("Leave it out"));
        }
        login(RegistryFixture.credentials(username), number(username))
                .then()
                .statusCode(200)
                .body("id", equalTo(number(username)));
    }

    @Test
    void numberOfAnotherUserIsRefused() {
        String shared = registry.sharedUser();

        login(RegistryFixture.credentials(shared), number("admin", "admin"))
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("violations.field", contains("id"));
        login(RegistryFixture.credentials(shared), number(shared))
                .then()
                .statusCode(200)
                .body("id", equalTo(number(shared)));
    }

    @Test
    void userIdIsKeptWithTheSession() {
        String token =
                login(Map.of("username", "demo", "password", "demo"), "ada").path("token");

        String second = given().header("Authorization", "Bearer " + token)
                .get("/api/v1/auth/token")
                .path("data.token");

        assertThat(logsOf(second)).contains("broadcast:user/ada");
    }

    @Test
    void choiceEndsWhenTheAccountIsNotSharedAnyMore() {
        String username = registry.sharedUser();
        String token = login(RegistryFixture.credentials(username), "ada").path("token");
        assertThat(logsOf(token)).contains("broadcast:user/ada");

        registry.makePersonal(username);

        String number = number(username);
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(logsOf(token)).containsExactly("broadcast:all", "broadcast:user/" + number));
    }

    @Test
    void refusalEqualsThatOfTheOtherLogin() {
        Map<String, String> wrong = Map.of("username", "no-such-user", "password", "x");
        String other = given().contentType("application/json")
                .body(wrong)
                .post("/api/v1/auth/login")
                .body()
                .asString();

        Response refused = login(wrong, "ada");

        refused.then().statusCode(401).contentType("application/problem+json").header("WWW-Authenticate", "Bearer");
        assertThat(refused.asString()).isEqualTo(other.replace("/api/v1/auth/login", "/login"));
        assertThat(refused.cookies()).isEmpty();
    }

    @Test
    void failuresOfBothLoginsCountTogether() {
        String username = registry.user(Set.of(), Set.of());
        for (int i = 0; i < 10; i++) {
            login(Map.of("username", username, "password", "wrong"), null)
                    .then()
                    .statusCode(401);
        }

        login(RegistryFixture.credentials(username), null).then().statusCode(429);
        given().contentType("application/json")
                .body(RegistryFixture.credentials(username))
                .post("/api/v1/auth/login")
                .then()
                .statusCode(429);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"username\":\"ada\"}                                       | password",
                "{\"password\":\"secret\"}                                    | username",
                "{\"username\":\" \",\"password\":\"x\"}                      | username",
                "{\"username\":null,\"password\":\"x\"}                       | username",
                "{\"username\":\"demo\",\"password\":\"demo\",\"id\":\" \"}   | id",
                "{\"username\":\"demo\",\"password\":\"demo\",\"id\":\"a\\nb\"} | id"
            })
    void fieldThatIsMissingOrWrongIsNamed(String body, String field) {
        given().contentType("application/json")
                .body(body)
                .post("/login")
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("violations.field", contains(field));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nope",
                "",
                "null",
                "[]",
                "\"text\"",
                "{\"username\":{}}",
                "{\"username\":\"a\"",
                "\u0000",
                "{} {}",
                "username=demo&password=demo"
            })
    void bodyOtherThanAJsonObjectIsRefused(String body) {
        for (String type : new String[] {"application/json", "text/plain", "application/x-www-form-urlencoded"}) {
            given().contentType(type)
                    .body(body)
                    .post("/login")
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("detail", not(containsString("fleetcast")))
                    .body("instance", equalTo("/login"));
        }
    }

    @Test
    void emptyBodyIsRefused() {
        given().post("/login").then().statusCode(400).contentType("application/problem+json");
    }

    @Test
    void jsonIsAcceptedWithAnyContentType() {
        given().contentType("text/plain")
                .body("{\"username\":\"demo\",\"password\":\"demo\"}")
                .post("/login")
                .then()
                .statusCode(200);
    }

    @Test
    void pageOfAForeignOriginCannotLogIn() {
        given().header("Origin", "https://evil.example")
                .contentType("text/plain")
                .body("{\"username\":\"demo\",\"password\":\"demo\"}")
                .post("/login")
                .then()
                .statusCode(403);
    }

    private static Response login(Map<String, String> credentials, String id) {
        Map<String, String> body = new HashMap<>(credentials);
        body.put("id", id);
        return given().contentType("application/json").body(body).post("/login");
    }

    private static List<String> logsOf(String token) {
        return given().header("Authorization", "Bearer " + token)
                .get("/test/listener")
                .then()
                .statusCode(200)
                .extract()
                .path("$");
    }

    private static String number(String username) {
        return idOf(RegistryFixture.credentials(username));
    }

    private static String number(String username, String password) {
        return idOf(Map.of("username", username, "password", password));
    }

    private static String idOf(Map<String, String> credentials) {
        int id = given().contentType("application/json")
                .body(credentials)
                .post("/api/v1/auth/login")
                .path("data.id");
        return Integer.toString(id);
    }
}
