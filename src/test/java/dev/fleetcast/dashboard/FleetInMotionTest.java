package dev.fleetcast.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.Chromium;
import dev.fleetcast.testing.MovingFleet;
import dev.fleetcast.testing.OwnBroker;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Pattern;
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
    // Without the gliding of 146 vehicles, which takes most of a small machine; VehiclesTest has it.
    private static final ReducedMotion CALM = ReducedMotion.REDUCE;
    private static final NewContextOptions DESK =
            new NewContextOptions().setViewportSize(1_440, 900).setReducedMotion(CALM);
    private static final NewContextOptions PHONE = new NewContextOptions()
            .setViewportSize(390, 844)
            .setDeviceScaleFactor(2)
            .setHasTouch(true)
            .setReducedMotion(CALM);

    OwnBroker broker;

    @AfterEach
    void comeBack() {
        broker.comeBack();
    }

    @Test
    @Order(1)
    void wholeFleetIsShownOnADeskInLightAndDark() {
        try (BrowserContext browser = Chromium.session(DESK)) {
            DashboardPage page = DashboardPage.open(browser, Api.base());
            page.paint(ColorScheme.DARK);
            page.awaitLoginForm();
            assertThat(Accessibility.seriousFindings(page.page())).isEmpty();
            page.logIn(Map.of("username", "demo", "password", "demo"));
            awaitFleet(page);
            page.pick(1);
            assertThat(page.fact("Heading")).not().hasText("–");
            picture(page, "dashboard-dark");
            assertThat(Accessibility.seriousFindings(page.page())).isEmpty();

            page.paint(ColorScheme.LIGHT);
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
    void wholeFleetIsShownOnAPhoneUntilKafkaIsLostAndItFallsSilent() {
        try (BrowserContext browser = Chromium.session(PHONE)) {
            DashboardPage page = DashboardPage.logIn(browser, Api.base(), "demo");
            awaitFleet(page);

            picture(page, "dashboard-phone");
            assertThat(Accessibility.seriousFindings(page.page())).isEmpty();
            page.pick(3);
            assertThat(page.page().locator("#detail-title")).isInViewport();
            assertThat(Accessibility.seriousFindings(page.page())).isEmpty();
            assertThat(page.fitsInWidth()).isTrue();

            broker.goAway();

            page.awaitState("Degraded");
            assertThat(page.row(1)).containsText("Silent");
            assertThat(page.page().locator("#notice")).containsText("the feed cannot be read");
        }
    }

    /** Waits until every bus has reported. */
    private static void awaitFleet(DashboardPage page) {
        page.awaitState("Live");
        assertThat(page.page().locator(".vehicle")).hasCount(BUSES);
        assertThat(page.page().locator("#rate")).containsText(Pattern.compile("^1[0-9]{2}\\."));
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
