package dev.fleetcast.testing;

import static io.restassured.RestAssured.given;

import io.quarkus.test.junit.callback.QuarkusTestBeforeEachCallback;
import io.quarkus.test.junit.callback.QuarkusTestMethodContext;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Waits until the application under test is ready, before the first test of each application; registered as a service,
 * so that tests need no annotation.
 *
 * <p>Each application has its own copy of this class, see {@link SharedServices}.
 */
public final class ReadyApplication implements QuarkusTestBeforeEachCallback {

    private static boolean ready;

    @Override
    public void beforeEach(QuarkusTestMethodContext test) {
        if (!ready) {
            PollingDefaults.apply();
            // The address that tests use is not set yet.
            String address = ConfigProvider.getConfig().getValue("test.url", String.class);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(120))
                    .until(() -> given().baseUri(address).get("/q/health/ready").statusCode() == 200);
            ready = true;
        }
    }
}
