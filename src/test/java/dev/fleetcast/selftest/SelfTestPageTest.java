package dev.fleetcast.selftest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.Chromium;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** The page that explains the result of the self-test. */
@QuarkusTest
class SelfTestPageTest {

    @Test
    void wayWithoutAProxyIsFine() {
        try (BrowserContext browser = Chromium.session()) {
            Page page = browser.newPage();
            // Where a machine stands still for a second, events are late.
            await().pollInSameThread().untilAsserted(() -> {
                page.navigate(Api.base() + "/dashboard/selftest.html?quiet=1");
                page.locator("#again:enabled").waitFor();
                page.locator("#verdict")
                        .filter(new Locator.FilterOptions().setHasNotText("Running"))
                        .waitFor();

                assertThat(page.locator("#verdict").textContent()).startsWith("Fine: ");
                assertThat(page.locator("#findings li").count()).isZero();
                assertThat(page.locator("#events tr").count()).isEqualTo(10);
            });
        }
    }
}
