package dev.fleetcast.dashboard;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.OwnBroker;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Measures what the dashboard costs a browser: the whole demo fleet, each bus reporting once a second, and one bus
 * selected. It asserts nothing, so no build runs it; docs/browser-client.md says how to. Writes the table, minute by
 * minute, to {@code target/dashboard-cost.md}.
 */
@QuarkusTest
@TestProfile(DashboardCost.WholeFleet.class)
@QuarkusTestResource(value = OwnBroker.class, restrictToAnnotatedClass = true)
class DashboardCost {

    private static final Path REPORT = Path.of("target", "dashboard-cost.md");
    private static final int MINUTE_MILLIS = 60_000;

    public static class WholeFleet implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("fleetcast.demo.replay.enabled", "true");
        }
    }

    @Test
    void minuteByMinute() throws IOException {
        int minutes = Integer.getInteger("fleetcast.dashboard-cost.minutes", 10);
        List<String> report = new ArrayList<>(List.of(BrowserMinute.HEAD));
        try (Chromium chromium = new Chromium();
                BrowserContext browser = chromium.session(new NewContextOptions().setViewportSize(1_440, 900))) {
            DashboardPage page = DashboardPage.logIn(browser, Api.base(), "demo");
            page.awaitState("Live");
            page.pick(1);
            page.showAll();
            BrowserMeter meter = BrowserMeter.on(page.page());
            for (int minute = 1; minute <= minutes; minute++) {
                page.page().waitForTimeout(MINUTE_MILLIS);
                report.add(meter.sinceLastTime().row(minute));
                Files.write(REPORT, report);
            }
        }
    }
}
