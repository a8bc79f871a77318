package dev.fleetcast.testing;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Makes Awaitility look again soon at first, and every 100 ms after two seconds; by itself, it would look for the first
 * time after 100 ms. It gives up after 30 s in place of 10 s, since a machine that runs two test runs at once may be that
 * slow. Registered as a service, so that tests need no annotation.
 */
public final class PollingDefaults implements BeforeAllCallback {

    private static final int STEP_MILLIS = 5;
    private static final int LONGEST_MILLIS = 100;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Override
    public void beforeAll(ExtensionContext context) {
        apply();
    }

    /** Applies it to the Awaitility of this class loader: each application under test has another. */
    static void apply() {
        Awaitility.setDefaultTimeout(PATIENCE);
        Awaitility.setDefaultPollInterval(
                (poll, previous) -> Duration.ofMillis(Math.min(poll * STEP_MILLIS, LONGEST_MILLIS)));
    }
}
