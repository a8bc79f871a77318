package dev.fleetcast.security;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.oneOf;

import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.RawRequest;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whatever callers send, they write nothing into the log, much less a line that looks like one of ours. */
@QuarkusTest
class HostileTextTest {

    private static final String MARK = "f0rged";

    private static final List<String> TEXTS = List.of(
            MARK + "\r\n2026-11-21 20:00:00,000 ERROR [dev.fleetcast] (main) " + MARK,
            MARK + "\u2028ERROR " + MARK,
            "\u001B[2J" + MARK,
            "${jndi:ldap://127.0.0.1/" + MARK + "}",
            MARK + "%n%s{0}");

    private final Queue<String> logged = new ConcurrentLinkedQueue<>();
    private final Handler listening = new Handler() {
        @Override
        public void publish(LogRecord record) {
            logged.add(record.getMessage() + ' ' + Arrays.toString(record.getParameters()) + ' ' + record.getThrown());
        }

        @Override
        public void flush() {
            // Nothing is held back.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    };

    @BeforeEach
    void listen() {
        Logger.getLogger("").addHandler(listening);
    }

    @AfterEach
    void stopListening() {
        Logger.getLogger("").removeHandler(listening);
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
                    .body(Map.of("username", "nobody", "password", text, "id", text))
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

        assertMarkIsNotLogged();
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

        assertMarkIsNotLogged();
    }

    /** Nothing would be found either if nothing were heard: what is logged after everything else must have been. */
    private void assertMarkIsNotLogged() {
        String probe = "probe " + UUID.randomUUID();
        org.jboss.logging.Logger.getLogger(HostileTextTest.class).info(probe);
        assertThat(logged).anyMatch(line -> line.contains(probe));

        assertThat(logged).noneMatch(line -> line.contains(MARK));
    }
}
