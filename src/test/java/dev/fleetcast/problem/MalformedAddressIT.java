package dev.fleetcast.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.testing.Replica;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URL;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The packaged application, which nobody gives the system property that tests and dev mode get from the build. */
class MalformedAddressIT {

    @Test
    void malformedAddressIsAProblem() throws IOException {
        try (Replica replica = Replica.start(Map.of())) {
            HttpURLConnection call =
                    (HttpURLConnection) new URL(replica.address() + "/sse/telemetry/pong/%zz").openConnection();

            assertThat(call.getResponseCode()).isEqualTo(400);
            assertThat(call.getContentType()).isEqualTo("application/problem+json");
        }
    }
}
