package dev.fleetcast.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.fleetcast.access.session.Sessions;
import dev.fleetcast.access.token.LoginTokens;
import dev.fleetcast.access.user.User;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(ShortLives.class)
class SessionLifeTest {

    @Inject
    TestUsers users;

    @Inject
    Sessions sessions;

    @Inject
    SeenEndings endings;

    @Inject
    LoginTokens tokens;

    @Test
    void tokenIsRenewedAfterHalfItsLifetime() {
        LoggedIn login = LoggedIn.as(users.create());
        assertThat(LoggedIn.bearer(login.byHeader().get("/test/who"))).isNull();

        Response renewed = await().atMost(Duration.ofSeconds(4))
                .until(() -> login.byHeader().get("/test/who"), answer -> LoggedIn.bearer(answer) != null);

        String fresh = LoggedIn.bearer(renewed);
        assertThat(fresh).isNotEqualTo(login.token());
        assertThat(tokens.verify(fresh).sessionId())
                .isEqualTo(tokens.verify(login.token()).sessionId());
        assertThat(renewed.cookie("fleetcast_token")).isNull();
    }

    @Test
    void cookieIsRenewedForRequestsThatCarryIt() {
        LoggedIn login = LoggedIn.as(users.create());

        Response renewed = await().atMost(Duration.ofSeconds(4))
                .until(() -> login.byCookie().get("/test/who"), answer -> answer.cookie("fleetcast_token") != null);

        assertThat(renewed.cookie("fleetcast_token")).isEqualTo(LoggedIn.bearer(renewed));
    }

    @Test
    void crossSitePongRenewsNothing() {
        LoggedIn login = LoggedIn.as(users.create());
        String pong = "/sse/telemetry/pong/" + "A".repeat(32);

        await().atMost(Duration.ofSeconds(4))
                .until(() -> LoggedIn.bearer(login.byCookie()
                                .header("Sec-Fetch-Site", "same-origin")
                                .post(pong))
                        != null);

        assertThat(LoggedIn.bearer(login.byCookie().post(pong))).isNull();
    }

    @Test
    void refusalsCarryAFreshTokenTooAndLogoutsDoNot() {
        LoggedIn login = LoggedIn.as(users.create());

        await().atMost(Duration.ofSeconds(4))
                .until(() -> LoggedIn.bearer(login.byHeader().get("/test/who/admin")) != null);

        Response logout = login.byHeader().post("/api/v1/auth/logout");
        logout.then().statusCode(204);
        assertThat(LoggedIn.bearer(logout)).isNull();
    }

    @Test
    void expiredTokenIsRefused() {
        LoggedIn login = LoggedIn.as(users.create());

        await().atMost(Duration.ofSeconds(6))
                .until(() -> login.byHeader().get("/test/who").statusCode() == 401);
        login.byCookie().get("/test/who/optional").then().statusCode(200);
    }

    @Test
    void heldSessionEndsWithItsLifetimeUnlessItIsUsed() {
        String unused = tokens.verify(LoggedIn.as(users.create()).token()).sessionId();
        LoggedIn login = LoggedIn.as(users.create());
        String used = tokens.verify(login.token()).sessionId();
        sessions.hold(used);
        sessions.hold(unused);
        String[] newest = {login.token()};

        await().atMost(Duration.ofSeconds(12)).until(() -> {
            Response answer =
                    given().header("Authorization", "Bearer " + newest[0]).get("/test/who");
            answer.then().statusCode(200);
            newest[0] = LoggedIn.bearer(answer) == null ? newest[0] : LoggedIn.bearer(answer);
            return endings.count(unused) == 1;
        });

        assertThat(sessions.live(unused)).isFalse();
        assertThat(sessions.live(used)).isTrue();
        assertThat(endings.count(used)).isZero();
        sessions.release(used);
    }

    @Test
    void cookieIsSecureBehindHttpsAndUrlsAreThoseOfTheProxy() {
        User user = users.create();
        Response login = given().contentType("application/json")
                .header("X-Forwarded-Proto", "https")
                .header("X-Forwarded-Host", "fleet.example.com")
                .body(Map.of("username", user.username, "password", TestUsers.PASSWORD))
                .post("/api/v1/auth/login");

        login.then().statusCode(200).body("data.sse.url", startsWith("https://fleet.example.com/sse/"));
        assertThat(login.detailedCookie("fleetcast_token").isSecured()).isTrue();
        assertThat(login.detailedCookie("fleetcast_token").getSameSite()).isEqualTo("Lax");
    }

    @Test
    void responsesBehindHttpsCarryStrictTransportSecurity() {
        given().header("X-Forwarded-Proto", "https")
                .get("/q/health/live")
                .then()
                .header("Strict-Transport-Security", "max-age=31536000");
        given().get("/q/health/live").then().header("Strict-Transport-Security", nullValue());
    }
}
