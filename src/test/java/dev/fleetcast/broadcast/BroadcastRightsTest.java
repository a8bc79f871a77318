package dev.fleetcast.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fleetcast.broadcast.Broadcasts.Listener;
import dev.fleetcast.testing.PlainHttp;
import dev.fleetcast.testing.RawSseClient;
import io.quarkus.test.junit.QuarkusTest;
import java.net.http.HttpResponse;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that the broadcast server refuses, and data private to one user. */
@QuarkusTest
class BroadcastRightsTest {

    private static final String MESSAGE = "{\"content\":\"hello\"}";
    private static final String PAGE = "http://localhost:3000";

    @Test
    void broadcastingNeedsALoginAndTheRole() {
        assertThat(PlainHttp.post("/broadcast", MESSAGE, "Content-Type", "application/json")
                        .statusCode())
                .isEqualTo(401);
        for (String account : List.of("demo", "other", "admin")) {
            assertThat(Broadcasts.trySend(MESSAGE, Broadcasts.login(account, null))
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nope",
                "[]",
                "null",
                "{}",
                "{\"content\":null}",
                "{\"content\":\"\"}",
                "{\"content\":\"x\",\"type\":\"a\\nb\"}",
                "{\"content\":\"x\",\"type\":\"a\\rdata: b\"}",
                "{\"content\":\"x\",\"type\":\"a\\u0000b\"}",
            })
    void malformedBroadcastIsRefused(String body) {
        HttpResponse<String> response = Broadcasts.trySend(body, Broadcasts.login("publisher", null));

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void tooLargeBroadcastIsRefused() {
        String body = "{\"content\":\"" + "x".repeat(300_000) + "\"}";

        assertThat(Broadcasts.trySend(body, Broadcasts.login("publisher", null)).statusCode())
                .isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?token=",
                "?token=nonsense",
                "?token=e30=",
                "?token=eyJ0b2tlbiI6ImEuYi5jIn0=",
                "?token=a.b.c"
            })
    void listeningNeedsALogin(String query) {
        assertThat(PlainHttp.get("/events" + query).statusCode()).isEqualTo(401);
    }

    @Test
    void wrongPasswordIsRefusedLikeAWrongName() {
        String body = "{\"username\":\"%s\",\"password\":\"wrong\"}";
        HttpResponse<String> wrong =
                PlainHttp.post("/login", body.formatted("publisher"), "Content-Type", "application/json");
        HttpResponse<String> unknown =
                PlainHttp.post("/login", body.formatted("no-such-listener"), "Content-Type", "application/json");

        assertThat(wrong.statusCode()).isEqualTo(401);
        assertThat(wrong.body()).isEqualTo(unknown.body());
        assertThat(unknown.statusCode()).isEqualTo(401);
    }

    @Test
    void callerWithAClaimedIdentityReceivesNothing() {
        Listener victim = Broadcasts.login("publisher", null);
        Listener shared = Broadcasts.login("demo", Broadcasts.fresh("user"));
        Listener other = Broadcasts.login("other", null);
        try (RawSseClient forged = RawSseClient.open("/events?token=" + other.inQueryAs(victim.id()));
                RawSseClient forgedByShared = RawSseClient.open("/events?token=" + shared.inQueryAs(victim.id()))) {
            Broadcasts.send(message -> message.put("content", "secret").put("user", victim.id()));
            Broadcasts.send(message -> message.put("content", "end"));

            for (RawSseClient listener : List.of(forged, forgedByShared)) {
                if (listener.response().statusCode() == 200) {
                    listener.await("end");
                }
                assertThat(listener.text()).doesNotContain("secret");
            }
        }
        HttpResponse<String> login = Broadcasts.tryLogin("demo", victim.id());
        assertThat(login.statusCode() >= 400
                        || !PlainHttp.json(login).get("id").asText().equals(victim.id()))
                .isTrue();
    }

    @Test
    void notificationsAreKeptForTheUserAndMarkedAsRead() {
        Listener user = Broadcasts.login("demo", Broadcasts.fresh("user"));
        Listener other = Broadcasts.login("demo", Broadcasts.fresh("other"));
        Broadcasts.send(message ->
                message.put("content", "while away").put("type", "sse").put("user", user.id()));

        Awaitility.await()
                .untilAsserted(() -> assertThat(mine(user, "while away")).hasSize(1));
        JsonNode notification = mine(user, "while away").get(0);
        String id = notification.get("id").asText();
        assertThat(notification.get("type").asText()).isEqualTo("sse");
        assertThat(notification.get("at").asText()).endsWith("Z");
        assertThat(notification.get("read").asBoolean()).isFalse();
        assertThat(mine(other, "while away")).isEmpty();
        assertThat(read(other, id).statusCode()).isEqualTo(404);
        assertThat(read(user, "nonsense").statusCode()).isEqualTo(404);
        assertThat(read(user, id).statusCode()).isEqualTo(204);
        assertThat(mine(user, "while away").get(0).get("read").asBoolean()).isTrue();
        assertThat(PlainHttp.get("/api/v1/notifications").statusCode()).isEqualTo(401);
    }

    @Test
    void replicaIsStoppedByAdministratorsOnly() {
        assertThat(PlainHttp.post("/admin/stop", "").statusCode()).isEqualTo(401);
        for (String account : List.of("demo", "publisher")) {
            assertThat(PlainHttp.post("/admin/stop", "", as(Broadcasts.login(account, null)))
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void pagesOfAllowedOriginsMaySendCredentials() {
        for (String path : List.of("/login", "/events", "/broadcast")) {
            HttpResponse<String> allowed = PlainHttp.get(path, "Origin", PAGE);
            HttpResponse<String> foreign = PlainHttp.get(path, "Origin", "https://evil.example");

            assertThat(allowed.headers().firstValue("Access-Control-Allow-Origin"))
                    .hasValue(PAGE);
            assertThat(allowed.headers().firstValue("Access-Control-Allow-Credentials"))
                    .hasValue("true");
            assertThat(foreign.headers().firstValue("Access-Control-Allow-Origin"))
                    .isEmpty();
        }
    }

    private static List<JsonNode> mine(Listener user, String content) {
        HttpResponse<String> response = PlainHttp.get("/api/v1/notifications", as(user));
        assertThat(response.statusCode()).isEqualTo(200);
        return PlainHttp.json(response).get("data").findParents("content").stream()
                .filter(notification -> notification.get("content").asText().equals(content))
                .toList();
    }

    private static HttpResponse<String> read(Listener user, String id) {
        return PlainHttp.post("/api/v1/notifications/" + id + "/read", "", as(user));
    }

    private static String[] as(Listener user) {
        return new String[] {"Authorization", "Bearer " + user.token()};
    }
}
