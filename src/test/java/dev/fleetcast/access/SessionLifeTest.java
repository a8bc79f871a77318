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
import java.util.function.Function;
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
        long begin = System.nanoTime();
        Renewed renewed = renewed(login -> login.byHeader().get("/test/who"));

        // Times of tokens are whole seconds.
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofSeconds(1));
        String fresh = LoggedIn.bearer(renewed.answer());
        String stale = renewed.login().token();
        assertThat(fresh).isNotEqualTo(stale);
        assertThat(tokens.verifyAllButExpiry(fresh).sessionId())
                .isEqualTo(tokens.verifyAllButExpiry(stale).sessionId());
        assertThat(renewed.answer().cookie("fleetcast_token")).isNull();
    }

    @Test
    void cookieIsRenewedForRequestsThatCarryIt() {
        Response answer = renewed(login -> login.byCookie().get("/test/who")).answer();

        assertThat(answer.cookie("fleetcast_token")).isEqualTo(LoggedIn.bearer(answer));
    }

    @Test
    void crossSitePongRenewsNothing() {
        String pong = "/sse/telemetry/pong/" + "A".repeat(32);

        LoggedIn login = renewed(each ->
                        each.byCookie().header("Sec-Fetch-Site", "same-origin").post(pong))
                .login();

        assertThat(LoggedIn.bearer(login.byCookie().post(pong))).isNull();
    }

    @Test
    void refusalsCarryAFreshTokenTooAndLogoutsDoNot() {
        Response logout = await().until(
                        () -> renewed(login -> login.byHeader().get("/test/who/admin"))
                                .login()
                                .byHeader()
                                .post("/api/v1/auth/logout"),
                        answer -> answer.statusCode() == 204);

        assertThat(LoggedIn.bearer(logout)).isNull();
    }

    private record Renewed(LoggedIn login, Response answer) {}

    /** Calls until a token is renewed, with another login if the machine stood still until the token had expired. */
    private Renewed renewed(Function<LoggedIn, Response> call) {
        User user = users.create();
        LoggedIn[] login = {LoggedIn.as(user)};
        Response answer = await().until(
                        () -> {
                            if (login[0].byHeader().get("/test/who").statusCode() == 401) {
                                login[0] = LoggedIn.as(user);
                            }
                            return call.apply(login[0]);
                        },
                        each -> LoggedIn.bearer(each) != null);
        return new Renewed(login[0], answer);
    }

    @Test
    void expiredTokenIsRefused() {
        LoggedIn login = LoggedIn.as(users.create());

        await().until(() -> login.byHeader().get("/test/who").statusCode() == 401);
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

        await().until(() -> {
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
