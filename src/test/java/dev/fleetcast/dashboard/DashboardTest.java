package dev.fleetcast.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.Chromium;
import dev.fleetcast.testing.CuttableNetwork;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The dashboard in a real browser, with the real feed. */
@QuarkusTest
class DashboardTest extends BrowserTest {

    private static final int TABS = 8;

    private BrowserContext browser;
    private final AtomicInteger connections = new AtomicInteger();
    private final Set<String> asked = ConcurrentHashMap.newKeySet();

    @BeforeEach
    void openBrowser() {
        browser = Chromium.session();
        connections.set(0);
        asked.clear();
        browser.onRequest(request -> {
            asked.add(request.url());
            if (request.url().contains("/sse/telemetry/connect")) {
                connections.incrementAndGet();
            }
        });
    }

    @AfterEach
    void closeBrowser() {
        browser.close();
    }

    @Test
    void fiveBusesAreFollowedAndMoveWithoutBrowserErrors() {
        List<Bus> buses = buses(1, 5);
        buses.forEach(Bus::drive);
        DashboardPage page = DashboardPage.logIn(browser, Api.base(), "demo");
        page.awaitState("Live");
        page.followOnly(buses.stream().map(Bus::name).toList());
        buses.forEach(bus -> assertThat(page.marker(bus.unit())).isAttached());
        // Zoomed out to the whole fleet, the movement would be less than a pixel.
        page.showAll();
        page.awaitRestOfMap();
        List<String> before =
                buses.stream().map(bus -> page.markerPlace(bus.unit())).toList();

        buses.forEach(Bus::drive);

        for (int i = 0; i < buses.size(); i++) {
            page.awaitMarkerElsewhere(buses.get(i).unit(), before.get(i));
        }
        assertThat(page.page().locator("#counts")).hasText(Pattern.compile("\\d+ shown, 5 followed"));
        assertThat(page.page().locator(".vehicle:not([data-state='unfollowed'])"))
                .hasCount(5);
        assertThat(page.complaints()).isEmpty();
        assertThat(asked).isNotEmpty().allMatch(url -> url.startsWith(Api.base()));
    }

    @Test
    void latePositionCompletesTheTrailAndMovesNothing() {
        Bus bus = van(1001);
        bus.drive();
        DashboardPage page = DashboardPage.logIn(browser, Api.base(), "other");
        page.awaitState("Live");
        page.pick(bus.unit());
        page.awaitTrail(1);
        bus.drive();
        page.awaitTrail(2);
        String place = page.markerPlace(bus.unit());

        bus.deliverLate();

        page.awaitTrail(3);
        assertThat(page.markerPlace(bus.unit())).isEqualTo(place);
        assertThat(page.complaints()).isEmpty();
    }

    @Test
    void trailIsCompleteAfterTheNetworkWasCut() {
        Bus bus = van(1002);
        bus.drive();
        try (CuttableNetwork network = new CuttableNetwork(RestAssured.port)) {
            DashboardPage page = DashboardPage.logIn(browser, network.address(), "other");
            page.awaitState("Live");
            page.pick(bus.unit());
            page.awaitTrail(1);
            network.cut();
            page.awaitState("Reconnecting");

            for (int i = 0; i < 20; i++) {
                bus.drive();
            }
            network.mend();

            page.awaitTrail(21);
            page.awaitState("Live");
        }
    }

    @Test
    void tabsShareOneConnectionWhicheverOfThemIsClosedAndLogoutInOneEndsAll() {
        Bus bus = van(1003);
        bus.drive();
        DashboardPage first = DashboardPage.logIn(browser, Api.base(), "other");
        List<DashboardPage> others = Stream.generate(() -> DashboardPage.open(browser, Api.base()))
                .limit(TABS - 1)
                .toList();
        others.forEach(page -> assertThat(page.marker(bus.unit())).isAttached());
        assertThat(connections).hasValue(1);
        List<String> before =
                others.stream().map(page -> page.markerPlace(bus.unit())).toList();

        first.page().close();
        others.get(0).page().waitForCondition(() -> connections.get() == 2);
        bus.drive();

        for (int i = 0; i < others.size(); i++) {
            others.get(i).awaitMarkerElsewhere(bus.unit(), before.get(i));
        }
        assertThat(connections).hasValue(2);
        assertThat(others).allSatisfy(page -> assertThat(page.complaints()).isEmpty());

        others.get(1).logOut();

        others.forEach(DashboardPage::awaitLoginForm);
        others.get(0).page().reload();
        others.get(0).awaitLoginForm();
    }

    @Test
    void addressHoldsWhatIsShownForAReloadForOthersAndForTheBackButton() {
        Bus bus = van(1007);
        bus.drive();
        DashboardPage page = DashboardPage.logIn(browser, Api.base(), "other");
        page.awaitState("Live");
        page.page().getByLabel("Sort by").selectOption("speed");
        page.page().getByLabel("Search").fill(bus.name());
        page.pick(bus.unit());
        page.awaitTrail(1);
        page.awaitRestOfMap();
        assertThat(page.page().url()).contains("#unit=1007&q=").contains("&sort=speed&zoom=15");
        page.panAwayFrom(bus.unit());
        String shared = page.page().url();
        assertThat(shared).contains("&at=31.");

        DashboardPage copy = DashboardPage.open(browser, shared);
        assertShows(copy, bus, shared);
        copy.page().reload();
        assertShows(copy, bus, shared);

        page.page().goBack();
        assertThat(page.page().locator("#detail")).isHidden();
        assertThat(page.rows()).hasCount(1);
        page.page().goForward();
        assertThat(page.page().locator("#detail-title")).hasText(bus.name());
        assertThat(page.complaints()).isEmpty();
    }

    private static void assertShows(DashboardPage page, Bus bus, String address) {
        assertThat(page.page().locator("#detail-title")).hasText(bus.name());
        assertThat(page.rows()).hasCount(1);
        assertThat(page.page().getByLabel("Sort by")).hasValue("speed");
        assertThat(page.marker(bus.unit())).isAttached();
        assertThat(page.isInView(bus.unit())).isFalse();
        assertThat(page.page().url()).isEqualTo(address);
    }

    @Test
    void languageNumbersTimesAndUnitsAreAsTheBrowserHasThemOrAsChosen() {
        Bus bus = van(1008);
        bus.report(message -> message.with("sensors", "[[\"fuel_level\",61.5]]").with("gps.odometer", "120345"));
        try (BrowserContext german =
                Chromium.session(new NewContextOptions().setLocale("de-DE").setTimezoneId("Europe/Berlin"))) {
            DashboardPage page = DashboardPage.logIn(german, Api.base(), "other");
            page.pick(bus.unit());

            assertThat(page.page().locator("html")).hasAttribute("lang", "de");
            assertThat(page.page().locator("#vehicles-title")).hasText("Fahrzeuge");
            assertThat(page.row(bus.unit())).containsText("Fährt");
            assertThat(page.fact("Tankfüllung")).hasText("61,5");
            assertThat(page.fact("Kilometerstand")).hasText("120.345 km");
            assertThat(page.fact("Spur")).hasText(Pattern.compile("1 Positionen seit \\d\\d:\\d\\d:\\d\\d (MEZ|MESZ)"));

            page.page().locator("#settings").click();
            assertThat(Accessibility.seriousFindings(page.page())).isEmpty();
            page.page().getByLabel("Language").selectOption("en");
            page.page().getByLabel("Uhrzeit").selectOption("12");
            page.page().getByLabel("Längen").selectOption("mi");
            page.page().getByLabel("Zeiten in").selectOption("vehicle");
            page.page().locator("dialog [type=submit]").click();

            assertThat(page.page().locator("html")).hasAttribute("lang", "en");
            assertThat(page.fact("Odometer")).hasText("74,779 mi");
            assertThat(page.fact("Trail"))
                    .hasText(Pattern.compile("1 positions since \\d\\d:\\d\\d:\\d\\d.[AP]M (?!GMT\\+[12]).*"));
            assertThat(page.complaints()).isEmpty();
        }
    }

    @Test
    void examplePageFollowsOneVehicle() {
        Bus bus = buses(1, 1).get(0);
        bus.drive();
        DashboardPage page = DashboardPage.open(browser, Api.base() + "/example.html");

        assertThat(page.page().locator("#line")).containsText("km/h");
        assertThat(page.complaints()).isEmpty();
    }

    /** A vehicle of the smaller fleet, whose page takes less work than that of all buses. */
    private Bus van(long unit) {
        return new Bus(feed(), Api.login("other"), unit);
    }

    private List<Bus> buses(long from, long to) {
        Api demo = Api.login("demo");
        return LongStream.rangeClosed(from, to)
                .mapToObj(unit -> new Bus(feed(), demo, unit))
                .toList();
    }
}
