package dev.fleetcast.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.KeyboardModifier;
import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.ChangedSettings;
import dev.fleetcast.testing.Chromium;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** The page gets the configured tile server, and its content policy allows it. */
@QuarkusTest
@TestProfile(ChangedSettings.class)
class TilesTest {

    @Test
    void pageMayShowImagesOfTheTileServer() {
        given().get("/")
                .then()
                .header(
                        "Content-Security-Policy",
                        containsString("img-src 'self' data: https://*.tiles.example.com; connect-src 'self'"));
    }

    @Test
    void pageGetsTheTileUrl() {
        given().get("/dashboard/settings")
                .then()
                .body("data.tiles.url", equalTo("https://{s}.tiles.example.com/{z}/{x}/{y}.png"))
                .body("data.tiles.attribution", equalTo("<b>the makers</b>"))
                .body("data.tiles.max_zoom", equalTo(19));
    }

    @Test
    void pageWorksWithoutTilesAndCallsNoOtherServer() {
        Set<String> asked = ConcurrentHashMap.newKeySet();
        try (BrowserContext browser = Chromium.session()) {
            browser.onRequest(request -> asked.add(URI.create(request.url()).getHost()));
            DashboardPage page = DashboardPage.logIn(browser, Api.base(), "other");
            page.awaitState("Live");

            page.pick(1005);

            assertThat(page.page().locator("#detail-title")).isVisible();
            assertThat(page.page().locator(".leaflet-control-attribution")).containsText("<b>the makers</b>");
            page.awaitPaint("grid-pane");
            Locator zoomOut = page.page().locator(".leaflet-control-zoom-out:not(.leaflet-disabled)");
            while (zoomOut.count() > 0) {
                zoomOut.click(new Locator.ClickOptions().setModifiers(List.of(KeyboardModifier.SHIFT)));
                page.awaitRestOfMap();
            }
            page.awaitPaint("world-pane");
            assertThat(asked)
                    .contains("localhost")
                    .allMatch(host -> host.matches("localhost|[abc]\\.tiles\\.example\\.com"));
            assertThat(page.complaints()).isNotEmpty().allMatch(complaint -> complaint.startsWith("Failed to load"));
        }
    }
}
