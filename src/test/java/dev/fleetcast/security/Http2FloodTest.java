package dev.fleetcast.security;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.SseClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Limits of one HTTP/2 connection; other connections are unaffected. */
@QuarkusTest
@Timeout(120)
class Http2FloodTest {

    private static final int ALLOWED_AT_A_TIME = 100;

    @Inject
    MeterRegistry meters;

    @AfterEach
    void othersAreServed() {
        assertThat(get("/q/health/live").statusCode()).isEqualTo(200);
        try (SseClient stream = Api.connect()) {
            assertThat(stream.streamId()).isNotBlank();
        }
    }

    @Test
    void thousandStreamsOnOneConnectionAreAHundredAndEndWithIt() throws Exception {
        double before = open();
        try (Http2Connection connection = Http2Connection.open()) {
            for (int i = 0; i < 1_000; i++) {
                connection.get("/sse/telemetry/connect");
            }

            // The server refuses the others, and closes the connection when there are too many: perhaps before any
            // response.
            connection.awaitAnsweredOrRefused(1_000);
            assertThat(connection.answered()).isLessThanOrEqualTo(ALLOWED_AT_A_TIME);
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> open() <= before);
    }

    private double open() {
        return meters.get("fleetcast.streams.open").gauge().value();
    }

    @Test
    void requestsThatAreTakenBackAtOnceEndTheConnection() throws Exception {
        try (Http2Connection connection = Http2Connection.open()) {
            for (int i = 0; i < 20_000 && connection.isOpen(); i++) {
                connection.reset(connection.get("/q/health/live"));
            }

            connection.awaitEnd();
        }
    }

    @Test
    void headersWithoutEndEndTheConnection() throws Exception {
        try (Http2Connection connection = Http2Connection.open()) {
            int stream = connection.beginHeaders("/q/health/live");
            for (int i = 0; i < 20_000 && connection.isOpen(); i++) {
                connection.continueHeaders(stream, Http2Connection.header("x-" + i, "y".repeat(100)));
            }

            connection.awaitEnd();
        }
    }

    @Test
    void emptyPiecesOfHeadersEndTheConnection() throws Exception {
        try (Http2Connection connection = Http2Connection.open()) {
            int stream = connection.beginHeaders("/q/health/live");
            for (int i = 0; i < 200_000 && connection.isOpen(); i++) {
                connection.continueHeaders(stream, new byte[0]);
            }

            connection.awaitEnd();
        }
    }
}
