package dev.fleetcast.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.Chromium;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Tests with one dashboard of the demo fleet, open all the time. */
abstract class OpenDashboardTest extends BrowserTest {

    private BrowserContext browser;
    private DashboardPage page;

    @BeforeEach
    void openDashboard() {
        if (page == null) {
            browser = Chromium.session();
            page = DashboardPage.logIn(browser, Api.base(), "demo");
            page.awaitState("Live");
        }
    }

    @AfterEach
    void resetDashboard() {
        assertThat(page.complaints()).isEmpty();
        page.reset();
    }

    @AfterAll
    void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    DashboardPage page() {
        return page;
    }

    BrowserContext browser() {
        return browser;
    }

    Bus bus(long unit) {
        return new Bus(feed(), Api.login("demo"), unit);
    }
}
