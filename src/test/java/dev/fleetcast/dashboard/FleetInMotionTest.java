package dev.fleetcast.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.Chromium;
import dev.fleetcast.testing.MovingFleet;
import dev.fleetcast.testing.OwnBroker;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The dashboard with the whole demo fleet, and what it shows when the feed stops and Kafka is down. */
@QuarkusTest
@TestProfile(MovingFleet.class)
@TestMethodOrder(OrderAnnotation.class)
class FleetInMotionTest extends BrowserTest {

    private static final int BUSES = 146;
    private static final NewContextOptions DESK = new NewContextOptions().setViewportSize(1_440, 900);
    private static final NewContextOptions PHONE = new NewContextOptions()
            .setViewportSize(390, 844)
            .setDeviceScaleFactor(2)
            .setHasTouch(true);

    OwnBroker broker;

    @AfterEach
    void comeBack() {
        broker.comeBack();
    }

    @Test
    @Order(1)
    void wholeFleetIsShownOnADesk() {
        try (BrowserContext browser = Chromium.session(DESK)) {
            DashboardPage page = fleetIn(browser);
            page.pick(1);
            assertThat(page.fact("Heading")).not().hasText("–");
            page.showAll();

            assertThat(page.marker(1).locator(".arrow")).isInViewport();
            picture(page, "dashboard");
            page.awaitPaint("grid-pane");
            page.awaitPaint("trails-pane");
            assertThat(Accessibility.seriousFindings(page.page())).isEmpty();
            assertThat(page.complaints()).isEmpty();
        }
    }

    @Test
    @Order(2)
    void wholeFleetIsShownOnAPhone() {
        try (BrowserContext browser = Chromium.session(PHONE)) {
            DashboardPage page = fleetIn(browser);

            picture(page, "dashboard-phone");
            assertThat(Accessibility.seriousFindings(page.page())).isEmpty();
            page.pick(3);
            assertThat(page.page().locator("#detail-title")).isInViewport();
            assertThat(Accessibility.seriousFindings(page.page())).isEmpty();
            assertThat(page.fitsInWidth()).isTrue();
        }
    }

    @Test
    @Order(3)
    void wholeFleetIsShownInTheDark() {
        try (BrowserContext browser = Chromium.session(DESK.setColorScheme(ColorScheme.DARK))) {
            DashboardPage page = DashboardPage.open(browser, Api.base());
            page.awaitLoginForm();
            assertThat(Accessibility.seriousFindings(page.page())).isEmpty();
            page.page().close();
            page = fleetIn(browser);
            page.pick(1);

            picture(page, "dashboard-dark");
            assertThat(Accessibility.seriousFindings(page.page())).isEmpty();
        }
    }

    @Test
    @Order(4)
    void lossOfKafkaIsDegradedAndVehiclesFallSilent() {
        try (BrowserContext browser = Chromium.session()) {
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

    /** Saved with the documentation for {@code -Dfleetcast.screenshots=docs}, after a while, so that trails are visible. */
    private static void picture(DashboardPage page, String name) {
        String directory = System.getProperty("fleetcast.screenshots");
        if (directory != null) {
            page.awaitAge(Duration.ofSeconds(50));
        }
        page.awaitRestOfMap();
        Path path =
                Path.of(directory == null ? "target/screenshots" : directory).resolve(name + ".png");
        page.page().screenshot(new Page.ScreenshotOptions().setPath(path));
    }
}
