package dev.fleetcast.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.Chromium;
import dev.fleetcast.testing.RegistryFixture;
import dev.fleetcast.testing.SseClient;
import dev.fleetcast.testing.TestMessage;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The operator's page, in a real browser. */
@QuarkusTest
class OperatorPageTest extends BrowserTest {

    private static final String PATH = "/operations.html";
    /** The page asks for dead letters again after this time. */
    private static final long REFRESHED_MILLIS = 10_000;

    @Inject
    RegistryFixture fixture;

    @Test
    void replicasAndDeadLettersAreShownOnEveryScreen() {
        String client = String.valueOf(fixture.client());
        sendUnknown("VAN-" + RegistryFixture.number());
        try (BrowserContext browser = Chromium.session();
                SseClient stream = Api.connect()) {
            Api.login("demo").follow(stream.streamId(), 3);
            browser.clock().install();
            DashboardPage page = DashboardPage.logIn(browser, Api.base() + PATH, "admin", "#replicas tr");

            assertReplicaIsShown(page);
            assertThat(page.page().locator("#unknown-count")).hasText(Pattern.compile("[1-9]\\d*"));
            assertThat(page.page().locator("#notice")).isHidden();
            feed().send("operator-page", "[\"no message\"]");
            awaitDeadLetter();
            browser.clock().fastForward(REFRESHED_MILLIS);
            assertDeadLetterIsShown(page);
            assertRecordIsTried(page);
            assertUnknownDeviceIsRegistered(page, client);
            assertIsUsable(page);
            page.paint(ColorScheme.DARK);
            assertIsUsable(page);
            page.paint(ColorScheme.LIGHT);
            page.page().setViewportSize(390, 844);
            assertIsUsable(page);
            assertThat(page.complaints()).isEmpty();
        }
    }

    private static void assertReplicaIsShown(DashboardPage page) {
        var cells = page.page()
                .locator("#replicas tr")
                .filter(DashboardPage.having("answers this page"))
                .locator("td");
        assertThat(cells).hasCount(6);
        for (int column = 1; column <= 3; column++) {
            assertThat(cells.nth(column)).hasText(Pattern.compile("[1-9]\\d*"));
        }
        assertThat(cells.nth(5)).hasText(Pattern.compile("\\d+ ms"));
    }

    private static void awaitDeadLetter() {
        Api admin = Api.login("admin");
        await().until(() -> admin.request()
                .get("/api/v1/admin/operations/ledger")
                .path("data.newest.key")
                .toString()
                .contains("operator-page"));
    }

    private static void assertDeadLetterIsShown(DashboardPage page) {
        var letter = page.page().locator("#letters tr").filter(DashboardPage.having("operator-page"));
        assertThat(letter.first()).containsText("value: must be a JSON object");
        assertThat(letter.first()).containsText("[\"no message\"]");
        assertThat(page.page().locator("#letter-count")).hasText(Pattern.compile("[1-9]\\d*"));
    }

    private static void assertRecordIsTried(DashboardPage page) {
        var result = page.page().locator("#try-result");
        page.page()
                .getByLabel("Key", new Page.GetByLabelOptions().setExact(true))
                .fill("3");
        page.page()
                .getByLabel("Value", new Page.GetByLabelOptions().setExact(true))
                .fill(TestMessage.gps().json());
        page.page()
                .getByLabel("Value", new Page.GetByLabelOptions().setExact(true))
                .press("Tab");
        page.page().keyboard().press("Enter");
        assertThat(result).containsText("Usable");
        assertThat(result).containsText("demo");

        page.page()
                .getByLabel("Value", new Page.GetByLabelOptions().setExact(true))
                .fill("[]");
        page.page().locator("#try-form button").click();
        assertThat(result).containsText("Not usable: value: must be a JSON object");
        page.page().getByLabel("Topic").fill("elsewhere");
        page.page().locator("#try-form button").click();
        assertThat(result).containsText("must be a topic of the feed");
        page.complaints().removeIf(complaint -> complaint.contains("422"));
    }

    private void assertUnknownDeviceIsRegistered(DashboardPage page, String client) {
        String key = "VAN-" + RegistryFixture.number();
        showUnknown(page, key);
        var row = page.page().locator("#unknown tr").filter(DashboardPage.having(key));
        assertThat(row.locator("td").nth(1)).hasText("1");
        assertThat(row.locator("td").nth(2)).hasText(Pattern.compile("\\d+ \\w+"));

        page.page()
                .getByLabel("Company", new Page.GetByLabelOptions().setExact(true))
                .selectOption(client);
        row.getByText("Remove").click();
        assertThat(page.page().locator("#unknown-result")).hasText("Removed: 1.");
        assertThat(row).hasCount(0);

        showUnknown(page, key);
        row.getByText("Register").click();

        assertThat(page.page().locator("#unknown-result")).hasText("Registered: 1.");
        assertThat(row).hasCount(0);
        assertThat(page.page().locator("#register-all")).isDisabled();
        assertThat(Api.login("admin")
                        .request()
                        .get("/api/v1/admin/units?q=" + key)
                        .jsonPath()
                        .getString("data[0].name"))
                .isEqualTo("Tracker " + key);
    }

    private void showUnknown(DashboardPage page, String key) {
        sendUnknown(key);
        page.page()
                .getByLabel("Search", new Page.GetByLabelOptions().setExact(true))
                .fill(key);
    }

    /** Sends a message with that key, and waits until the key is listed. */
    private void sendUnknown(String key) {
        feed().send(key, TestMessage.gps().without("device").json());
        Api admin = Api.login("admin");
        await().until(() -> admin.request()
                        .get("/api/v1/admin/feed/unknown?q=" + key)
                        .jsonPath()
                        .getInt("meta.total")
                == 1);
    }

    private static void assertIsUsable(DashboardPage page) {
        assertThat(Accessibility.seriousFindings(page.page())).isEmpty();
        assertThat(page.fitsInWidth()).isTrue();
    }

    @Test
    void otherUsersAreNotShownThePage() {
        try (BrowserContext browser = Chromium.session()) {
            DashboardPage page = DashboardPage.logIn(browser, Api.base(), "other");
            assertThat(page.page().locator("#operations-link")).isHidden();

            page.page().navigate(Api.base() + PATH);

            assertThat(page.page().locator("#notice")).isVisible();
            assertThat(page.page().locator("#operations")).isHidden();
            assertThat(page.page().locator("#replicas tr")).hasCount(0);
        }
    }
}
