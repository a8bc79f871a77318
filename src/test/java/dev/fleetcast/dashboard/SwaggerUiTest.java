package dev.fleetcast.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.Chromium;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** The page of the framework that documents the API runs its scripts, which the policy of our pages would forbid. */
@QuarkusTest
class SwaggerUiTest {

    private static final double PATIENCE_MILLIS = 60_000;

    @Test
    void operationsAreShown() {
        try (BrowserContext browser = Chromium.session()) {
            DashboardPage opened = DashboardPage.open(browser, Api.base() + "/q/swagger-ui/");
            Locator login = opened.page().locator(".opblock-summary-path[data-path='/api/v1/auth/login']");

            login.waitFor(new Locator.WaitForOptions().setTimeout(PATIENCE_MILLIS));

            assertThat(login).isVisible();
        }
    }
}
