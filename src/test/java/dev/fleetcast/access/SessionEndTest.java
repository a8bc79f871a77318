package dev.fleetcast.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Cookie;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SessionEndTest {

    @Inject
    TestUsers users;

    @Inject
    Sessions sessions;

    @Inject
    SessionFeed feed;

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
    void endToldByAnotherReplicaCountsHere() {
        LoggedIn login = LoggedIn.as(users.create());
        String sessionId = sessionOf(login);

        feed.publish(SessionRecord.ended(sessionId, 1, System.currentTimeMillis()))
                .await()
                .atMost(Duration.ofSeconds(5));

        await().atMost(Duration.ofSeconds(5)).until(() -> endings.count(sessionId) == 1);
        login.byHeader().get("/test/who").then().statusCode(401);
    }

    @Test
    void replicaThatStartsLaterKnowsTheSessionsThatEndedBefore() {
        LoggedIn login = LoggedIn.as(users.create());
        login.byHeader().post("/api/v1/auth/logout").then().statusCode(204);

        Set<String> told = ConcurrentHashMap.newKeySet();
        try (var reader = feed.reader(read -> {
            if (read.endedAt() != null) {
                told.add(read.key());
            }
        })) {
            reader.start();
            reader.caughtUp()
                    .toCompletableFuture()
                    .orTimeout(10, TimeUnit.SECONDS)
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
        await().atMost(Duration.ofSeconds(3))
                .until(() -> LoggedIn.as(user).byHeader().get("/test/who").statusCode() == 200);
    }

    @Test
    void deletedUserIsRefused() {
        User user = users.create();
        LoggedIn login = LoggedIn.as(user);

        users.delete(user);

        login.byHeader().get("/test/who").then().statusCode(401);
        assertThat(endings.count(sessionOf(login))).isEqualTo(1);
    }

    private String sessionOf(LoggedIn login) {
        return tokens.verify(login.token()).sessionId();
    }
}
