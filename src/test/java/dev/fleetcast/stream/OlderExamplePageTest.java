package dev.fleetcast.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.fleetcast.dashboard.ShortTimes;
import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.Chromium;
import dev.fleetcast.testing.Feed;
import dev.fleetcast.testing.PageServer;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** A page written for the older service runs against this one, from another origin, in a real browser. */
@QuarkusTest
@TestProfile(ShortTimes.class)
class OlderExamplePageTest {

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Test
    void olderExamplePageShowsTheVehicleMove() {
        try (Feed feed = new Feed(bootstrapServers);
                PageServer pages = PageServer.start(Api.base());
                BrowserContext browser = Chromium.session()) {
            Api demo = Api.login("demo");
            String imei = demo.request().get("/api/v1/monitoring/unit/1").path("data.imei");
            feedAndAwaitLastKnown(feed, demo, imei);
            List<String> console = new CopyOnWriteArrayList<>();
            Page page = browser.newPage();
            page.onConsoleMessage(message -> console.add(message.text()));

            page.navigate(pages.address("older-example.html"));
            awaitLine(page, console, "subscribed");
            feed.send(imei, message(imei, 30.55));
            awaitLine(page, console, "gps " + imei + " 30.55 ");
            awaitLine(page, console, "pong");

            assertThat(console)
                    .anyMatch(line -> line.matches("last seen \\d{4}-\\d\\d-\\d\\dT.*-0[56]:00"))
                    .noneMatch(line -> line.startsWith("failed") || line.contains("error"));
        }
    }

    private static void feedAndAwaitLastKnown(Feed feed, Api demo, String imei) {
        feed.send(imei, message(imei, 30.5));
        Awaitility.await()
                .until(() ->
                        demo.request().get("/api/v1/monitoring/unit/1").path("data.telemetry.device.imei") != null);
    }

    private static String message(String imei, double latitude) {
        return Feed.gps(Instant.now(), latitude).replace("\"type\":\"test\"", "\"imei\":\"" + imei + "\"");
    }

    /** Playwright reports page events only while it is called. */
    private static void awaitLine(Page page, List<String> console, String start) {
        Awaitility.await().pollInSameThread().atMost(Duration.ofSeconds(30)).untilAsserted(() -> {
            page.evaluate("1");
            assertThat(console).anyMatch(line -> line.startsWith(start));
        });
    }
}
