package dev.fleetcast.security;

import static io.restassured.RestAssured.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.testing.RawRequest;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Names chosen by callers create no metric series, each of which would take memory for ever. */
@QuarkusTest
class MetricsInputTest {

    private static final String MARK = "F0RGED";

    @Test
    void unknownMethodsAndPathsShareOneName() {
        for (int i = 0; i < 50; i++) {
            RawRequest.status(MARK + i, "/api/v1/units");
            RawRequest.status("GET", "/" + MARK + i);
            RawRequest.status("GET", "/feed/CHANNEL%20" + MARK + i);
            RawRequest.status("GET", "/api/v1/monitoring/unit/by-imei/" + MARK + i);
        }

        Awaitility.await()
                .untilAsserted(() -> assertThat(series("http_server_requests_seconds_count"))
                        .anyMatch(line -> line.contains("method=\"OTHER\"")));
        assertThat(series("")).noneMatch(line -> line.contains(MARK));
    }

    private static List<String> series(String name) {
        return get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(name) && !line.startsWith("#"))
                .toList();
    }
}
