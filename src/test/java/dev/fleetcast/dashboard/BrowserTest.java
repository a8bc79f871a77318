package dev.fleetcast.dashboard;

import dev.fleetcast.testing.Chromium;
import dev.fleetcast.testing.Feed;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** Tests with a browser, and a feed shared by the whole class. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class BrowserTest {

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    private Feed feed;

    @BeforeAll
    void launch() {
        Chromium.launch();
    }

    @AfterAll
    void close() {
        if (feed != null) {
            feed.close();
        }
    }

    /** The telemetry feed, opened on first use. */
    Feed feed() {
        if (feed == null) {
            feed = new Feed(bootstrapServers);
        }
        return feed;
    }
}
