package dev.fleetcast.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.options.ColorScheme;
import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.Chromium;
import dev.fleetcast.testing.SseClient;
import io.quarkus.test.junit.QuarkusTest;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The operator's page, in a real browser. */
@QuarkusTest
class OperatorPageTest extends BrowserTest {

    private static final String PATH = "/operations.html";

    @Test
    void replicaIsShownWithItsStreamsAndSubscriptions() {
        try (BrowserContext browser = Chromium.session();
                SseClient stream = Api.connect()) {
            Api.login("demo").follow(stream.streamId(), 3);

            DashboardPage page = DashboardPage.logIn(browser, Api.base() + PATH, "admin", "#replicas tr");

            var cells = page.page()
                    .locator("#replicas tr")
                    .filter(DashboardPage.having("answers this page"))
                    .locator("td");
            assertThat(cells).hasCount(6);
            for (int column = 1; column <= 3; column++) {
                assertThat(cells.nth(column)).hasText(Pattern.compile("[1-9]\\d*"));
            }
            assertThat(cells.nth(5)).hasText(Pattern.compile("\\d+ ms"));
            assertThat(page.complaints()).isEmpty();
        }
    }

    @Test
    void deadLetterIsShownWithItsReason() {
        try (BrowserContext browser = Chromium.session()) {
            DashboardPage page = DashboardPage.logIn(browser, Api.base() + PATH, "admin", "#replicas tr");

            feed().send("operator-page", "[\"no message\"]");

            var letter = page.page().locator("#letters tr").filter(DashboardPage.having("operator-page"));
            assertThat(letter.first()).containsText("value: must be a JSON object");
            assertThat(letter.first()).containsText("[\"no message\"]");
            assertThat(page.page().locator("#letter-count")).hasText(Pattern.compile("[1-9]\\d*"));
        }
    }

    @Test
    void pageIsUsableOnEveryScreen() {
        for (NewContextOptions screen : new NewContextOptions[] {
            new NewContextOptions(),
            new NewContextOptions().setColorScheme(ColorScheme.DARK),
            new NewContextOptions().setViewportSize(390, 844)
        }) {
            try (BrowserContext browser = Chromium.session(screen)) {
                DashboardPage page = DashboardPage.logIn(browser, Api.base() + PATH, "admin", "#replicas tr");

                assertThat(Accessibility.seriousFindings(page.page())).isEmpty();
                assertThat(page.fitsInWidth()).isTrue();
            }
        }
    }

    @Test
    void otherUsersAreNotShownThePage() {
        try (BrowserContext browser = Chromium.session()) {
            DashboardPage page = DashboardPage.logIn(browser, Api.base(), "demo");
            assertThat(page.page().locator("#operations-link")).isHidden();

            page.page().navigate(Api.base() + PATH);

            assertThat(page.page().locator("#notice")).isVisible();
            assertThat(page.page().locator("#operations")).isHidden();
            assertThat(page.page().locator("#replicas tr")).hasCount(0);
        }
    }
}
