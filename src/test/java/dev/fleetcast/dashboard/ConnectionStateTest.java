package dev.fleetcast.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.Chromium;
import dev.fleetcast.testing.CuttableNetwork;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The dashboard's connection state, and how it renews its login. */
@QuarkusTest
@TestProfile(ShortTimes.class)
class ConnectionStateTest extends BrowserTest {

    @Test
    void lostConnectionIsReconnectedAndReplayedBeforeItIsLive() {
        try (CuttableNetwork network = new CuttableNetwork(RestAssured.port);
                BrowserContext browser = Chromium.session()) {
            DashboardPage page = DashboardPage.logIn(browser, network.address(), "demo");
            page.awaitState("Live");
            String stream = page.page().locator("#stream-id").textContent();
            page.recordStates();

            network.cut();
            page.awaitState("Reconnecting");
            assertThat(page.page().locator("#notice")).containsText("The connection was lost");
            network.mend();

            page.awaitState("Live");
            assertThat(page.recordedStates()).containsSubsequence("Reconnecting", "Replaying", "Live");
            assertThat(page.page().locator("#stream-id")).hasText(stream);
            assertThat(page.page().locator("#notice")).isHidden();
        }
    }

    @Test
    void vehicleThatCannotBeFollowedIsShownAsSuch() {
        try (CuttableNetwork network = new CuttableNetwork(RestAssured.port);
                BrowserContext browser = Chromium.session()) {
            DashboardPage page = DashboardPage.logIn(browser, network.address(), "demo");
            page.awaitState("Live");
            var error = page.page().locator("#follow-error");
            page.follow(63).uncheck();
            network.cut();
            page.awaitState("Reconnecting");

            page.follow(63).click();

            assertThat(error).containsText("Not followed: The gateway cannot be reached");
            assertThat(page.follow(63)).not().isChecked();
            assertThat(page.row(63)).containsText("Not followed");
            network.mend();
            page.awaitState("Live");
            page.follow(63).check();
            assertThat(error).isEmpty();
            assertThat(page.row(63)).not().containsText("Not followed");
        }
    }

    @Test
    void missingMessagesAreShownAsAGap() {
        try (CuttableNetwork network = new CuttableNetwork(RestAssured.port);
                BrowserContext browser = Chromium.session()) {
            Bus bus = new Bus(feed(), Api.login("demo"), 61);
            bus.drive();
            DashboardPage page = DashboardPage.logIn(browser, network.address(), "demo");
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
            Bus bus = new Bus(feed(), Api.login("demo"), 62);
            DashboardPage page = DashboardPage.logIn(browser, Api.base(), "demo");
            page.awaitState("Live");
            var rate = page.page().locator("#rate");

            for (int i = 0; i < 10; i++) {
                bus.drive();
            }

            // Ten within its period of five seconds, give or take the seconds since the page was opened.
            assertThat(rate).hasText(Pattern.compile("1\\.[5-9]|[2-9]\\.[0-9]|10\\.0"));
            assertThat(rate).hasText("0.0");
        }
    }

    @Test
    void pageThatIsLeftAloneStaysLoggedIn() {
        try (BrowserContext browser = Chromium.session()) {
            DashboardPage page = DashboardPage.logIn(browser, Api.base(), "demo");
            String first = loginOf(browser);

            await().pollInSameThread().atMost(Duration.ofSeconds(30)).until(() -> isExpired(first));
            page.page().reload();

            page.awaitVehicles();
            page.awaitState("Live");
            assertThat(loginOf(browser)).isNotEqualTo(first);
        }
    }

    private static boolean isExpired(String token) {
        return given().header("Authorization", "Bearer " + token)
                        .get("/api/v1/auth/token")
                        .statusCode()
                == 401;
    }

    private static String loginOf(BrowserContext browser) {
        return browser.cookies().stream()
                .filter(cookie -> cookie.name.equals("fleetcast_token"))
                .map(cookie -> cookie.value)
                .findFirst()
                .orElseThrow();
    }
}
