package dev.fleetcast.access.request;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.fleetcast.access.LoggedIn;
import dev.fleetcast.access.TestUsers;
import dev.fleetcast.access.user.User;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Cookie;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class LoginTest {

    @Inject
    TestUsers users;

    @Test
    void loginReturnsTheUser() {
        User user = users.create("publisher", "admin");

        LoggedIn.as(user)
                .response()
                .then()
                .body("data.id", equalTo(user.id.intValue()))
                .body("data.username", equalTo(user.username))
                .body("data.email", equalTo(user.email))
                .body("data.full_name", equalTo(user.fullName))
                .body("data.roles", contains("admin", "publisher"))
                .body("data.clients.name", contains("client of " + user.username))
                .body(
                        "data.clients[0].id",
                        equalTo(user.clientIds.iterator().next().intValue()))
                .body("data.sse.url", startsWith("http://localhost:"))
                .body("data.sse.url", endsWith("/sse/connect"))
                .body("data.sse.telemetry_url", endsWith("/sse/telemetry/connect"))
                .body(not(containsString("hash")));
    }

    @Test
    void tokenComesInHeaderAndCookie() {
        LoggedIn login = LoggedIn.as(users.create());

        assertThat(login.response().header("Authorization")).startsWith("bearer ey");
        Cookie cookie = login.response().detailedCookie("fleetcast_token");
        assertThat(cookie.getValue()).isEqualTo(login.token());
        assertThat(cookie.getPath()).isEqualTo("/");
        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getSameSite()).isEqualTo("Strict");
        assertThat(cookie.isSecured()).isFalse();
        assertThat(cookie.hasExpiryDate()).isFalse();
    }

    @Test
    void wrongUserWrongPasswordAndDisabledUserLookTheSame() {
        User disabled = users.create();
        users.disable(disabled);

        String unknown = refusal(LoggedIn.attempt("no-such-user", "secret"));

        assertThat(refusal(LoggedIn.attempt(users.create().username, "wrong"))).isEqualTo(unknown);
        assertThat(refusal(LoggedIn.attempt(disabled.username, TestUsers.PASSWORD)))
                .isEqualTo(unknown);
        assertThat(refusal(LoggedIn.attempt("nul\0", "secret"))).isEqualTo(unknown);
        assertThat(refusal(LoggedIn.attempt("n".repeat(5_000), "secret"))).isEqualTo(unknown);
        assertThat(refusal(LoggedIn.attempt(users.create().username, "p".repeat(5_000))))
                .isEqualTo(unknown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"username\":\"ada\"}                   | password",
                "{\"password\":\"secret\"}                | username",
                "{\"username\":\" \",\"password\":\"x\"}  | username",
                "{\"username\":null,\"password\":\"x\"}   | username"
            })
    void missingFieldIsNamed(String body, String field) {
        given().contentType("application/json")
                .body(body)
                .post("/api/v1/auth/login")
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("status", equalTo(422))
                .body("violations.field", contains(field))
                .body("violations.message", contains("is required"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nope", "", "null", "[]", "\"text\"", "{\"username\":{}}", "{\"username\":\"a\"", "\u0000"})
    void bodyOtherThanAJsonObjectIsRefused(String body) {
        given().contentType("application/json")
                .body(body)
                .post("/api/v1/auth/login")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("detail", not(containsString("fleetcast")))
                .body("instance", equalTo("/api/v1/auth/login"));
    }

    @Test
    void usersCanLogInWithTheirEMailAddress() {
        User user = users.create();

        LoggedIn.attempt(user.email, TestUsers.PASSWORD)
                .then()
                .statusCode(200)
                .body("data.id", equalTo(user.id.intValue()));
        LoggedIn.attempt(user.email.toUpperCase(Locale.ROOT), TestUsers.PASSWORD)
                .then()
                .statusCode(200);
        LoggedIn.attempt(user.email, "wrong").then().statusCode(401);
    }

    @Test
    void sharedEMailAddressCannotLogInAndNamesTakePrecedence() {
        User ada = users.create();
        User ben = users.create();
        users.write(ben, user -> user.email = ada.email);

        refusal(LoggedIn.attempt(ada.email, TestUsers.PASSWORD));
        users.write(ben, user -> user.username = ada.email);

        LoggedIn.attempt(ada.email, TestUsers.PASSWORD)
                .then()
                .statusCode(200)
                .body("data.id", equalTo(ben.id.intValue()));
    }

    @Test
    void failuresByNameAndByEMailAddressCountTogether() {
        User user = users.create();
        for (int i = 0; i < 10; i++) {
            LoggedIn.attempt(i % 2 == 0 ? user.username : user.email, "wrong")
                    .then()
                    .statusCode(401);
        }

        LoggedIn.attempt(user.email, TestUsers.PASSWORD).then().statusCode(429);
        LoggedIn.attempt(user.username, TestUsers.PASSWORD).then().statusCode(429);
    }

    @Test
    void accountIsBlockedAfterTenFailuresEvenForTheRightPassword() {
        User user = users.create();
        for (int i = 0; i < 10; i++) {
            LoggedIn.attempt(user.username, "wrong").then().statusCode(401);
        }

        Response refused = LoggedIn.attempt(user.username, TestUsers.PASSWORD);

        refused.then().statusCode(429).contentType("application/problem+json");
        assertThat(Integer.parseInt(refused.header("Retry-After"))).isBetween(1, 60);
        LoggedIn.as(users.create());
    }

    @Test
    void successfulLoginsAreNotCounted() {
        User user = users.create();

        for (int i = 0; i < 15; i++) {
            LoggedIn.as(user);
        }
    }

    @Test
    void everyLoginOpensASessionOfItsOwn() {
        User user = users.create();
        LoggedIn first = LoggedIn.as(user);
        LoggedIn second = LoggedIn.as(user);

        first.byHeader().post("/api/v1/auth/logout").then().statusCode(204);

        second.byHeader().get("/test/who").then().statusCode(200);
    }

    private static String refusal(Response response) {
        response.then().statusCode(401).contentType("application/problem+json").header("WWW-Authenticate", "Bearer");
        return response.body().asString() + response.cookies();
    }
}
