package dev.fleetcast.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.notNullValue;

import dev.fleetcast.access.session.SessionRecord;
import dev.fleetcast.access.session.SessionTopic;
import dev.fleetcast.access.session.Sessions;
import dev.fleetcast.access.token.LoginTokens;
import dev.fleetcast.access.user.User;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Cookie;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SessionEndTest {

    private static final String NEW_PASSWORD = "one with many small words";

    @Inject
    TestUsers users;

    @Inject
    Sessions sessions;

    @Inject
    SessionTopic feed;

    @Inject
    SeenEndings endings;

    @Inject
    LoginTokens tokens;

    @Test
    void logoutEndsTheSessionAndClearsTheCookie() {
        LoggedIn login = LoggedIn.as(users.create());
        String sessionId = sessionOf(login);

        Response logout =
                login.byCookie().header("Sec-Fetch-Site", "same-origin").post("/api/v1/auth/logout");

        logout.then().statusCode(204);
        Cookie cookie = logout.detailedCookie("fleetcast_token");
        assertThat(cookie.getValue()).isEmpty();
        assertThat(cookie.getMaxAge()).isZero();
        assertThat(cookie.getPath()).isEqualTo("/");
        login.byHeader().get("/test/who").then().statusCode(401);
        login.byCookie().get("/test/who").then().statusCode(401);
        login.byHeader().post("/api/v1/auth/logout").then().statusCode(401);
        assertThat(endings.count(sessionId)).isEqualTo(1);
    }

    @Test
    void sessionEndedByAnotherReplicaEndsHere() {
        LoggedIn login = LoggedIn.as(users.create());
        String sessionId = sessionOf(login);

        feed.publish(SessionRecord.ended(sessionId, 1, System.currentTimeMillis()))
                .await()
                .atMost(Duration.ofSeconds(30));

        await().until(() -> endings.count(sessionId) == 1);
        login.byHeader().get("/test/who").then().statusCode(401);
    }

    @Test
    void newReplicaKnowsSessionsThatEndedBeforeItsStart() {
        LoggedIn login = LoggedIn.as(users.create());
        login.byHeader().post("/api/v1/auth/logout").then().statusCode(204);

        Set<String> told = ConcurrentHashMap.newKeySet();
        try (var reader = feed.reader(read -> {
            if (read.endedAt() != null) {
                told.add(read.sessionId());
            }
        })) {
            reader.start();
            reader.caughtUp()
                    .toCompletableFuture()
                    .orTimeout(30, TimeUnit.SECONDS)
                    .join();
        }

        assertThat(told).contains(sessionOf(login));
    }

    @Test
    void disabledUserIsRefusedAndTheSessionEnds() {
        User user = users.create();
        LoggedIn login = LoggedIn.as(user);
        sessions.hold(sessionOf(login));

        users.disable(user);

        login.byHeader().get("/test/who").then().statusCode(401);
        assertThat(endings.count(sessionOf(login))).isEqualTo(1);
    }

    @Test
    void sessionOfADisabledUserDoesNotComeBackWithTheUser() {
        User user = users.create();
        LoggedIn login = LoggedIn.as(user);
        users.disable(user);

        users.enable(user);

        login.byHeader().get("/test/who").then().statusCode(401);
        await().until(() -> LoggedIn.as(user).byHeader().get("/test/who").statusCode() == 200);
    }

    @Test
    void deletedUserIsRefused() {
        User user = users.create();
        LoggedIn login = LoggedIn.as(user);
        sessions.hold(sessionOf(login));

        users.delete(user);

        login.byHeader().get("/test/who").then().statusCode(401);
        assertThat(endings.count(sessionOf(login))).isEqualTo(1);
    }

    @Test
    void newPasswordEndsAllSessionsOfThatUserOnly() {
        User user = users.create();
        LoggedIn first = LoggedIn.as(user);
        LoggedIn second = LoggedIn.as(user);
        LoggedIn another = LoggedIn.as(users.create());
        sessions.hold(sessionOf(first));
        sessions.hold(sessionOf(another));

        users.changePassword(user, NEW_PASSWORD);

        assertThat(endings.count(sessionOf(first))).isEqualTo(1);
        first.byHeader().get("/test/who").then().statusCode(401);
        second.byCookie().get("/test/who").then().statusCode(401);
        assertThat(endings.count(sessionOf(another))).isZero();
        another.byHeader().get("/test/who").then().statusCode(200);
        LoggedIn.attempt(user.username, TestUsers.PASSWORD).then().statusCode(401);
        LoggedIn anew = new LoggedIn(LoggedIn.bearer(LoggedIn.attempt(user.username, NEW_PASSWORD)), null);
        anew.byHeader().get("/test/who").then().statusCode(200);
        sessions.release(sessionOf(another));
    }

    @Test
    void sessionsOfADeletedUserDoNotPassToANewUserWithTheSameId() {
        User user = users.create();
        LoggedIn login = LoggedIn.as(user);

        users.replaceByAnother(user);

        login.byHeader().get("/test/who").then().statusCode(401);
    }

    @Test
    void usersSeeAndEndTheirOwnSessions() {
        User user = users.create();
        LoggedIn mine = LoggedIn.as(user);
        LoggedIn stolen = LoggedIn.as(user);
        LoggedIn another = LoggedIn.as(users.create());

        List<Map<String, Object>> shown =
                mine.byHeader().get("/api/v1/auth/sessions").jsonPath().getList("data");
        assertThat(shown)
                .extracting(session -> session.get("id"), session -> session.get("current"))
                .containsExactlyInAnyOrder(tuple(sessionOf(mine), true), tuple(sessionOf(stolen), false));
        assertThat(shown.get(0)).containsOnlyKeys("id", "current", "opened_at", "last_used_at", "ends_at");

        for (String id : List.of(sessionOf(another), "none", "..", "%00")) {
            mine.byHeader().delete("/api/v1/auth/sessions/{id}", id).then().statusCode(404);
        }
        mine.byCookie()
                .delete("/api/v1/auth/sessions/" + sessionOf(stolen))
                .then()
                .statusCode(403);
        Response ended = mine.byHeader().delete("/api/v1/auth/sessions/" + sessionOf(stolen));
        ended.then().statusCode(204);
        assertThat(ended.cookies()).isEmpty();
        stolen.byHeader().get("/test/who").then().statusCode(401);
        mine.byHeader()
                .delete("/api/v1/auth/sessions/" + sessionOf(stolen))
                .then()
                .statusCode(404);
        mine.byHeader().get("/api/v1/auth/sessions").then().body("data.id", contains(sessionOf(mine)));
        another.byHeader().get("/test/who").then().statusCode(200);
        mine.byHeader()
                .delete("/api/v1/auth/sessions/" + sessionOf(mine))
                .then()
                .statusCode(204)
                .cookie("fleetcast_token", "");
        mine.byHeader().get("/test/who").then().statusCode(401);
    }

    @Test
    void usersOfASharedAccountCannotEndEachOthersSessionsOrChangeThePassword() {
        User shared = users.create();
        users.write(shared, user -> user.shared = true);
        LoggedIn ada = LoggedIn.as(shared);
        LoggedIn ben = LoggedIn.as(shared);

        ada.byHeader().get("/api/v1/auth/sessions").then().body("data.id", contains(sessionOf(ada)));
        ada.byHeader().delete("/api/v1/auth/sessions/" + sessionOf(ben)).then().statusCode(404);
        ada.byHeader()
                .contentType("application/json")
                .body(Map.of("old_password", TestUsers.PASSWORD, "new_password", "mine alone"))
                .put("/api/v1/auth/password")
                .then()
                .statusCode(403);
        ben.byHeader().get("/test/who").then().statusCode(200);
    }

    @Test
    void changingThePasswordNeedsTheOldOneAndEndsEverySession() {
        User user = users.create();
        LoggedIn login = LoggedIn.as(user);
        sessions.hold(sessionOf(login));

        changePassword(login, "wrong", NEW_PASSWORD).statusCode(422).body("violations.field", contains("old_password"));
        changePassword(login, TestUsers.PASSWORD, "ä".repeat(37))
                .statusCode(422)
                .body("violations.field", contains("new_password"));
        for (String guessed : List.of(" ", "eleven char", "password1234", "123456789012", user.username)) {
            changePassword(login, TestUsers.PASSWORD, guessed)
                    .statusCode(422)
                    .body("violations.field", contains("new_password"));
        }
        login.byHeader().get("/test/who").then().statusCode(200);

        changePassword(login, TestUsers.PASSWORD, NEW_PASSWORD).statusCode(204).cookie("fleetcast_token", "");

        assertThat(endings.count(sessionOf(login))).isEqualTo(1);
        login.byHeader().get("/test/who").then().statusCode(401);
        LoggedIn.attempt(user.username, NEW_PASSWORD).then().statusCode(200);
    }

    @Test
    void oldPasswordCannotBeGuessed() {
        User user = users.create();
        LoggedIn login = LoggedIn.as(user);
        for (int i = 0; i < 10; i++) {
            changePassword(login, "wrong", NEW_PASSWORD).statusCode(422);
        }

        changePassword(login, TestUsers.PASSWORD, NEW_PASSWORD).statusCode(429).header("Retry-After", notNullValue());
    }

    private static ValidatableResponse changePassword(LoggedIn login, String oldPassword, String newPassword) {
        return login.byHeader()
                .contentType("application/json")
                .body(Map.of("old_password", oldPassword, "new_password", newPassword))
                .post("/api/v1/auth/password")
                .then();
    }

    private String sessionOf(LoggedIn login) {
        return tokens.verify(login.token()).sessionId();
    }
}
