package dev.fleetcast.dashboard;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.Chromium;
import dev.fleetcast.testing.MovingFleet;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Measures what the dashboard costs a browser: the whole demo fleet, each bus reporting once a second, and one bus
 * selected. It asserts nothing, so no build runs it; docs/browser-client.md says how to. Writes the table, minute by
 * minute, to {@code target/dashboard-cost.md}.
 */
@QuarkusTest
@TestProfile(MovingFleet.class)
class DashboardCost {

    private static final Path REPORT = Path.of("target", "dashboard-cost.md");
    private static final int MINUTE_MILLIS = 60_000;

    @Test
    void minuteByMinute() throws IOException {
        int minutes = Integer.getInteger("fleetcast.dashboard-cost.minutes", 10);
        List<String> report = new ArrayList<>(List.of(BrowserMinute.HEAD));
        try (BrowserContext browser = Chromium.session(new NewContextOptions().setViewportSize(1_440, 900))) {
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
