package dev.fleetcast.security;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.oneOf;

import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.RawRequest;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No input of callers gets into the log, least of all as a forged line. */
@QuarkusTest
class HostileTextTest {

    private static final String MARK = "f0rged";

    private static final List<String> TEXTS = List.of(
            MARK + "\r\n2026-11-21 20:00:00,000 ERROR [dev.fleetcast] (main) " + MARK,
            MARK + "\u2028ERROR " + MARK,
            "\u001B[2J" + MARK,
            "${jndi:ldap://127.0.0.1/" + MARK + "}",
            MARK + "%n%s{0}");

    private LogLines logged;

    @BeforeEach
    void listen() {
        logged = new LogLines();
    }

    @AfterEach
    void stopListening() {
        logged.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/auth/login, application/json",
        "/login, application/json",
        "/push/CHANNEL_1, text/plain",
        "/push/CHANNEL_1, application/vnd.fleetcast.event+json",
        "/feedback/CHANNEL_1, application/x-www-form-urlencoded",
        "/feedback/CHANNEL_1, multipart/form-data; boundary=x",
        "/broadcast, application/json",
        "/api/v1/telemetry, application/json",
        "/api/v1/admin/units, application/json",
        "/api/v1/admin/units/import, text/csv",
        "/sse/telemetry/subscribe/x, application/json"
    })
    void clientsThatGoAwayWhileTheySendAreNotLogged(String path, String type) throws IOException {
        Set<String> bearers =
                Set.of(Api.login("admin").token(), Api.login("publisher").token());
        for (String length : List.of("Content-Length: 500000", "Transfer-Encoding: chunked")) {
            for (String bearer : bearers) {
                for (int sent : List.of(0, 10, 100_000)) {
                    abort("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + bearer
                            + "\r\nContent-Type: " + type + "\r\n" + length + "\r\n\r\n"
                            + (length.startsWith("T") ? "7a120\r\n" : "") + "x".repeat(sent));
                }
            }
        }

        // The aborted requests are finished by the time the others are answered.
        for (int i = 0; i < 20; i++) {
            assertThat(RawRequest.status("GET", "/q/health/live")).isEqualTo(200);
        }
        Awaitility.await()
                .during(Duration.ofMillis(500))
                .until(() -> logged.all().stream().allMatch(HostileTextTest::isOfTheSurroundings));
    }

    /**
     * Kafka clients run in the background, also those of other tests' applications whose broker is gone; and Vert.x tells
     * of threads that a busy machine holds up.
     */
    private static boolean isOfTheSurroundings(String line) {
        return line.startsWith("org.apache.kafka.") || line.startsWith("io.vertx.core.impl.BlockedThreadChecker ");
    }

    private static void abort(String begun) throws IOException {
        URI server = URI.create(Api.base());
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.getOutputStream().write(begun.getBytes(StandardCharsets.US_ASCII));
            // A reset ends the connection, as when a client process dies.
            socket.setSoLinger(true, 0);
        }
    }

    @Test
    void bodiesAreNotLogged() {
        Api publisher = Api.login("publisher");
        for (String text : TEXTS) {
            given().contentType("application/json")
                    .body(Map.of("username", text, "password", text))
                    .post("/api/v1/auth/login")
                    .then()
                    .statusCode(401);
            given().contentType("application/json")
                    .body(Map.of("username", "no-such-account", "password", text, "id", text))
                    .post("/login")
                    .then()
                    .statusCode(oneOf(401, 422, 429));
            publisher
                    .request()
                    .contentType("application/json")
                    .body(Map.of("content", text, "type", text, "user", text))
                    .post("/broadcast")
                    .then()
                    .statusCode(oneOf(201, 400));
            given().contentType("text/plain; charset=utf-8")
                    .body(text)
                    .post("/push/CHANNEL_log")
                    .then()
                    .statusCode(204);
            publisher
                    .request()
                    .contentType("application/json")
                    .body(Map.of("message_type", text))
                    .post("/api/v1/telemetry")
                    .then()
                    .statusCode(422);
        }

        logged.assertNoneContains(MARK);
    }

    @Test
    void headersAndPathsAreNotLogged() {
        for (String text : List.of(MARK, MARK + "%0d%0aERROR%20" + MARK, MARK + "%E2%80%A8" + MARK, "%00" + MARK)) {
            for (String path : List.of(
                    "/feed/",
                    "/feed/CHANNEL_1?initial=",
                    "/sse/telemetry/connect/",
                    "/admin/events/",
                    "/api/v1/units/",
                    "/")) {
                assertThat(RawRequest.status(
                                "GET",
                                path + text,
                                "device: a " + MARK,
                                "User-Agent: " + MARK,
                                "X-Forwarded-For: " + MARK,
                                "Authorization: Bearer " + MARK))
                        .isBetween(400, 499);
            }
            assertThat(RawRequest.status("POST", "/push/" + text, "Content-Type: " + MARK + "/x"))
                    .isBetween(200, 499);
        }

        logged.assertNoneContains(MARK);
    }
}
