package dev.fleetcast.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.Chromium;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The map of vehicles: movements, clusters, and what the viewer follows. */
@QuarkusTest
@TestProfile(ShortTimes.class)
class VehicleMapTest extends OpenDashboardTest {

    @Test
    void vehicleThatIsNotFollowedKeepsItsLastPositionWithItsAge() {
        bus(58).drive();
        assertThat(page().row(58)).containsText("Moving");

        page().follow(58).uncheck();

        assertThat(page().row(58)).hasText(Pattern.compile(".*Not followed +\\d+ (s|min)"));
        assertThat(page().marker(58)).hasAttribute("data-state", "unfollowed");
        assertThat(page().marker(58)).containsText("Not followed, ");
        page().follow(58).check();
    }

    @Test
    void vehiclesCloseTogetherAreAClusterThatOpens() {
        bus(41).drive();
        bus(42).drive();
        assertThat(page().marker(41)).isAttached();

        page().page().evaluate("location.hash = 'zoom=4&at=30.2,-97.7'");

        Locator cluster = page().page().locator(".cluster");
        assertThat(cluster.first()).hasText(Pattern.compile("[1-9]\\d*"));
        assertThat(page().marker(41)).hasCount(0);
        cluster.first().click();
        assertThat(page().marker(41)).isAttached();
        assertThat(cluster).hasCount(0);
    }

    @Test
    void vehicleGlidesOnAndJumpsWhereItCannotHaveDriven() {
        Bus bus = bus(53);
        bus.drive();
        page().pick(53);
        page().awaitTrail(1);
        page().awaitRestOfMap();

        bus.drive();

        assertThat(page().marker(53)).hasAttribute("style", Pattern.compile("transition: transform [.\\d]+m?s linear"));
        bus.report(message -> message.with("gps.latitude", String.valueOf(bus.latitude() + 0.01)));
        assertThat(page().marker(53)).hasAttribute("style", Pattern.compile("transition: none"));
    }

    @Test
    void mapStaysWithTheVehicleUntilTheViewerMovesItWithTheKeyboard() {
        Bus bus = bus(52);
        bus.drive();
        page().pick(52);
        page().awaitTrail(1);
        for (int i = 0; i < 20; i++) {
            bus.drive();
        }
        page().awaitTrail(21);
        page().page().waitForCondition(() -> page().isInView(52));
        Locator following = page().page().locator(".map-button[aria-pressed]");
        assertThat(following).hasText("Following");

        page().panAwayFrom(52);
        assertThat(page().isInView(52)).isFalse();
        assertThat(following).hasAttribute("aria-pressed", "false");
        bus.drive();

        page().awaitTrail(22);
        page().awaitRestOfMap();
        assertThat(page().isInView(52)).isFalse();
    }

    @Test
    void streetsLieBeneathTheBusesButNotInASmallScale() {
        page().page().evaluate("location.hash = 'zoom=14&at=30.2672,-97.7431'");
        page().awaitPaint("streets-pane");

        page().page().evaluate("location.hash = 'zoom=6&at=30.2672,-97.7431'");

        page().awaitBlank("streets-pane");
        page().showAll();
    }

    @Test
    void addressThatComesDuringAZoomIsShownAfterIt() {
        page().page().evaluate("location.hash = 'zoom=14&at=30.2672,-97.7431'");
        page().awaitPaint("streets-pane");
        page().awaitRestOfMap();

        page().page().evaluate("""
                () => new Promise((done) => {
                  const map = document.querySelector('#map .leaflet-map-pane')
                  const zoom = new MutationObserver(() => {
                    if (!map.classList.contains('leaflet-zoom-anim')) return
                    zoom.disconnect()
                    location.hash = 'zoom=6&at=30.2672,-97.7431'
                    done()
                  })
                  zoom.observe(map, { attributes: true })
                  location.hash = 'zoom=12&at=30.2672,-97.7431'
                })""");

        page().awaitBlank("streets-pane");
        page().showAll();
    }

    @Test
    void onlyAdministratorsAreToldThatThereIsNoStreetMap() {
        Locator ofDispatcher = page().page().locator(".leaflet-control-attribution");
        try (BrowserContext browser = Chromium.session()) {
            Locator ofAdministrator = DashboardPage.logIn(browser, Api.base() + "/", "admin", "#map")
                    .page()
                    .locator(".leaflet-control-attribution");

            assertThat(ofAdministrator).containsText("No street map: set FLEETCAST_DASHBOARD_TILES_URL");
            assertThat(ofDispatcher).not().containsText("No street map");
        }
    }
}
