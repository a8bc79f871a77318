package dev.fleetcast.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.ChromiumBrowser;
import dev.fleetcast.testing.OwnBroker;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** The dashboard over the whole fleet of the demo, and what it shows when the feed stops and Kafka is gone. */
@QuarkusTest
@TestProfile(FleetInMotionTest.MovingFleet.class)
@QuarkusTestResource(value = OwnBroker.class, restrictToAnnotatedClass = true)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class FleetInMotionTest {

    private static final int BUSES = 146;
    private static final NewContextOptions DESK = new NewContextOptions().setViewportSize(1_440, 900);
    private static final NewContextOptions PHONE = new NewContextOptions()
            .setViewportSize(390, 844)
            .setDeviceScaleFactor(2)
            .setHasTouch(true);

    public static class MovingFleet implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("fleetcast.demo.replay.enabled", "true", "fleetcast.dashboard.silent-after", "PT5S");
        }
    }

    OwnBroker broker;

    private Playwright playwright;
    private Browser chromium;

    @BeforeAll
    void launch() {
        playwright = ChromiumBrowser.playwright();
        chromium = ChromiumBrowser.launch(playwright);
    }

    @AfterAll
    void close() {
        if (playwright != null) {
            chromium.close();
            playwright.close();
        }
    }

    @Test
    @Order(1)
    void wholeFleetIsShownOnADesk() {
        try (BrowserContext browser = chromium.newContext(DESK)) {
            DashboardPage page = fleetIn(browser);
            page.pick(1);
            assertThat(page.fact("Heading")).not().hasText("–");

            picture(page, "dashboard");
            assertThat(Accessibility.seriousFindings(page.page())).isEmpty();
            assertThat(page.complaints()).isEmpty();
        }
    }

    @Test
    @Order(2)
    void wholeFleetIsShownOnAPhone() {
        try (BrowserContext browser = chromium.newContext(PHONE)) {
            DashboardPage page = fleetIn(browser);

            picture(page, "dashboard-phone");
            assertThat(Accessibility.seriousFindings(page.page())).isEmpty();
            assertThat((Boolean) page.page().evaluate("document.documentElement.scrollWidth <= innerWidth"))
                    .isTrue();
        }
    }

    @Test
    @Order(3)
    void wholeFleetIsShownInTheDark() {
        try (BrowserContext browser = chromium.newContext(DESK.setColorScheme(ColorScheme.DARK))) {
            DashboardPage page = DashboardPage.open(browser, Api.base());
            page.awaitLoginForm();
            assertThat(Accessibility.seriousFindings(page.page())).isEmpty();
            page.page().close();
            page = fleetIn(browser);
            page.pick(2);

            picture(page, "dashboard-dark");
            assertThat(Accessibility.seriousFindings(page.page())).isEmpty();
        }
    }

    @Test
    @Order(4)
    void lossOfKafkaIsDegradedAndVehiclesFallSilent() {
        try (BrowserContext browser = chromium.newContext()) {
            DashboardPage page = fleetIn(browser);

            broker.goAway();

            page.awaitState("Degraded");
            assertThat(page.row(1)).containsText("Silent");
            assertThat(page.page().locator("#notice")).containsText("the feed cannot be read");
        }
    }

    /** Logs in and waits until every bus has reported. */
    private static DashboardPage fleetIn(BrowserContext browser) {
        DashboardPage page = DashboardPage.logIn(browser, Api.base(), "demo");
        page.awaitState("Live");
        assertThat(page.page().locator(".vehicle")).hasCount(BUSES);
        assertThat(page.page().locator("#rate")).containsText(java.util.regex.Pattern.compile("^1[0-9]{2}\\."));
        return page;
    }

    /** Kept with the documentation when that is asked for, {@code -Dfleetcast.screenshots=docs}. */
    private static void picture(DashboardPage page, String name) {
        Path directory = Path.of(System.getProperty("fleetcast.screenshots", "target/screenshots"));
        page.page().screenshot(new Page.ScreenshotOptions().setPath(directory.resolve(name + ".png")));
    }
}
