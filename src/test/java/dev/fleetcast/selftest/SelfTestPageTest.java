package dev.fleetcast.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.ChromiumBrowser;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** The page that explains the result of the self-test. */
@QuarkusTest
class SelfTestPageTest {

    @Test
    void wayWithoutAProxyIsFine() {
        try (Playwright playwright = ChromiumBrowser.playwright();
                Browser browser = ChromiumBrowser.launch(playwright)) {
            Page page = browser.newPage();
            page.navigate(Api.base() + "/dashboard/selftest.html?quiet=1");

            page.locator("#verdict")
                    .filter(new Locator.FilterOptions().setHasText("Fine: "))
                    .waitFor();

            assertThat(page.locator("#findings li").count()).isZero();
            assertThat(page.locator("#events tr").count()).isEqualTo(10);
        }
    }
}
