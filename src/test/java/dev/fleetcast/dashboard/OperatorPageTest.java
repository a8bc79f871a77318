package dev.fleetcast.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.options.ColorScheme;
import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.Feed;
import dev.fleetcast.testing.SseClient;
import io.quarkus.test.junit.QuarkusTest;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The operator's page, in a real browser. */
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperatorPageTest {

    private static final String PATH = "/operations.html";

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    private Chromium chromium;

    @BeforeAll
    void launch() {
        chromium = new Chromium();
    }

    @AfterAll
    void close() {
        if (chromium != null) {
            chromium.close();
        }
    }

    @Test
    void replicaIsShownWithItsStreamsAndSubscriptions() {
        try (BrowserContext browser = chromium.session();
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
        try (BrowserContext browser = chromium.session();
                Feed feed = new Feed(bootstrapServers)) {
            DashboardPage page = DashboardPage.logIn(browser, Api.base() + PATH, "admin", "#replicas tr");

            feed.send("operator-page", "[\"no message\"]");

            var letter = page.page().locator("#letters tr").filter(DashboardPage.having("operator-page"));
            assertThat(letter.first()).containsText("value: must be a JSON object");
            assertThat(letter.first()).containsText("[\"no message\"]");
            assertThat(page.page().locator("#letter-count")).hasText(Pattern.compile("[1-9]\\d*"));
        }
    }

    @Test
    void nothingOfItIsHardToUseOnAnyScreen() {
        for (NewContextOptions screen : new NewContextOptions[] {
            new NewContextOptions(),
            new NewContextOptions().setColorScheme(ColorScheme.DARK),
            new NewContextOptions().setViewportSize(390, 844)
        }) {
            try (BrowserContext browser = chromium.session(screen)) {
                DashboardPage page = DashboardPage.logIn(browser, Api.base() + PATH, "admin", "#replicas tr");

                assertThat(Accessibility.seriousFindings(page.page())).isEmpty();
                assertThat(page.fitsInWidth()).isTrue();
            }
        }
    }

    @Test
    void nobodyElseIsShownIt() {
        try (BrowserContext browser = chromium.session()) {
            DashboardPage page = DashboardPage.logIn(browser, Api.base(), "demo");
            assertThat(page.page().locator("#operations-link")).isHidden();

            page.page().navigate(Api.base() + PATH);

            assertThat(page.page().locator("#notice")).isVisible();
            assertThat(page.page().locator("#operations")).isHidden();
            assertThat(page.page().locator("#replicas tr")).hasCount(0);
        }
    }
}
