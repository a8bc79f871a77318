package dev.fleetcast.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.Chromium;
import dev.fleetcast.testing.CuttableNetwork;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The dashboard's connection state, with the smaller fleet, whose page takes less work. */
@QuarkusTest
@TestProfile(ShortTimes.class)
class ConnectionStateTest extends BrowserTest {

    @Test
    void lostConnectionIsReconnectedAndReplayedBeforeItIsLiveAndNoVehicleCanBeFollowedMeanwhile() {
        try (CuttableNetwork network = new CuttableNetwork(RestAssured.port);
                BrowserContext browser = Chromium.session()) {
            DashboardPage page = DashboardPage.logIn(browser, network.address(), "other");
            page.awaitState("Live");
            String stream = page.page().locator("#stream-id").textContent();
            var error = page.page().locator("#follow-error");
            page.follow(1004).uncheck();
            page.recordStates();

            network.cut();
            page.awaitState("Reconnecting");
            assertThat(page.page().locator("#notice")).containsText("The connection was lost");
            page.follow(1004).click();
            assertThat(error).containsText("Not followed: The gateway cannot be reached");
            assertThat(page.follow(1004)).not().isChecked();
            assertThat(page.row(1004)).containsText("Not followed");
            network.mend();

            page.awaitState("Live");
            assertThat(page.recordedStates()).containsSubsequence("Reconnecting", "Replaying", "Live");
            assertThat(page.page().locator("#stream-id")).hasText(stream);
            assertThat(page.page().locator("#notice")).isHidden();
            page.follow(1004).check();
            assertThat(error).isEmpty();
            assertThat(page.row(1004)).not().containsText("Not followed");
        }
    }

    @Test
    void missingMessagesAreShownAsAGap() {
        try (CuttableNetwork network = new CuttableNetwork(RestAssured.port);
                BrowserContext browser = Chromium.session()) {
            Bus bus = new Bus(feed(), Api.login("other"), 1005);
            bus.drive();
            DashboardPage page = DashboardPage.logIn(browser, network.address(), "other");
            page.awaitState("Live");
            network.cut();
            page.awaitState("Reconnecting");

            for (int i = 0; i < 30; i++) {
                bus.drive();
            }
            network.mend();

            page.awaitState("Live, with a gap");
            assertThat(page.page().locator("#notice")).containsText("Messages are missing");
        }
    }

    @Test
    void rateCountsDeliveredMessages() {
        try (BrowserContext browser = Chromium.session()) {
            Bus bus = new Bus(feed(), Api.login("other"), 1006);
            browser.clock().install();
            DashboardPage page = DashboardPage.logIn(browser, Api.base(), "other");
            page.awaitState("Live");
            var rate = page.page().locator("#rate");

            for (int i = 0; i < 10; i++) {
                bus.drive();
            }

            // Ten within its period of five seconds, give or take the seconds since the page was opened.
            assertThat(rate).hasText(Pattern.compile("1\\.[5-9]|[2-9]\\.[0-9]|10\\.0"));
            browser.clock().runFor(6_000);
            assertThat(rate).hasText("0.0");
        }
    }
}
