package dev.fleetcast.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import dev.fleetcast.history.api.Recorded;
import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.Chromium;
import dev.fleetcast.testing.RegistryFixture;
import dev.fleetcast.testing.TestMessage;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page of the past in a real browser, with what was recorded from the feed. */
@QuarkusTest
@TestProfile(Recorded.class)
class HistoryPageTest extends BrowserTest {

    private static final ZoneId AUSTIN = ZoneId.of("America/Chicago");
    private static final LocalDate DAY = LocalDate.now(AUSTIN).minusDays(2);
    private static final int MINUTES = 20;
    private static final String ADDRESS = "/history.html#view=day&day=" + DAY;

    @Inject
    RegistryFixture registry;

    @Test
    void dayOfTwoVehiclesIsShownPlayedSavedAndSharedByItsAddress() throws IOException {
        drive(61);
        drive(62);
        try (BrowserContext browser = Chromium.session()) {
            DashboardPage opened =
                    DashboardPage.logIn(browser, Api.base() + ADDRESS + "&units=61,62", "demo", "#trip-list li");
            Page page = opened.page();

            assertThat(page.locator("#trip-list li")).hasCount(2);
            assertThat(page.locator("#trip-list li").first()).containsText(Pattern.compile("12:00.*12:20.*km"));
            assertThat(page.locator("#zone")).hasText("America/Chicago");
            assertThat(page.locator("#past-events li.critical").first()).containsText("Panic");
            assertThat(page.locator(".vehicle")).hasCount(2);
            opened.awaitPaint("trails-pane");
            assertIsUsable(opened);

            page.locator("#rate").selectOption("100");
            String before = page.locator("#clock").textContent();
            String place = opened.markerPlace(61);
            button(page, "Play").click();
            opened.awaitMarkerElsewhere(61, place);
            button(page, "Pause").click();
            assertThat(page.locator("#clock")).not().hasText(before);

            page.locator("#past-events button").first().click();
            assertThat(page.locator("#clock")).hasText(Pattern.compile("12:10:00.*"));
            page.waitForURL(Pattern.compile(".*&at=" + noon().plusSeconds(600) + ".*"));
            page.locator("#slider").press("ArrowRight");
            assertThat(page.locator("#clock")).hasText(Pattern.compile("12:10:01.*"));

            String shared = page.url();
            DashboardPage copy = DashboardPage.open(browser, shared);
            assertThat(copy.page().locator("#clock")).hasText(Pattern.compile("12:10:0[01].*"));
            assertThat(copy.page().locator("#trip-list li")).hasCount(2);

            Locator panic = page.locator("#past-events li.critical").first();
            panic.getByText("Acknowledge").click();
            assertThat(panic).containsText("Acknowledged by demo, ");
            page.reload();
            assertThat(panic).containsText("Acknowledged by demo, ");
            assertThat(page.locator("#past-events li.critical").nth(1)).not().containsText("Acknowledged");

            Download file =
                    page.waitForDownload(() -> page.locator("#files a").first().click());
            assertThat(Files.readString(file.path())).contains("<trkseg>");
            assertThat(opened.complaints()).isEmpty();
        }
    }

    @Test
    void tableOfTheFleetIsSortedSavedAndLeadsToTheDay() throws IOException {
        drive(63);
        try (BrowserContext browser = Chromium.session()) {
            DashboardPage opened = DashboardPage.logIn(
                    browser, Api.base() + "/history.html#view=fleet&day=" + DAY, "demo", "#fleet-rows tr");
            Page page = opened.page();
            assertThat(page.locator("#fleet-rows tr")).hasCount(146);

            page.locator("#fleet-head [data-property=distance_km] button").click();

            assertThat(page.locator("#fleet-head [data-property=distance_km]")).hasAttribute("aria-sort", "descending");
            assertThat(page.locator("#fleet-rows tr").first().locator("td").nth(1))
                    .hasText("1");
            assertIsUsable(opened);
            Download file =
                    page.waitForDownload(() -> button(page, "Save as CSV").click());
            assertThat(Files.readString(file.path()).lines())
                    .hasSize(147)
                    .first()
                    .asString()
                    .contains("distance_km");
            page.locator("#fleet-rows a").first().click();
            assertThat(page.locator("#trip-list li")).hasCount(1);
            assertThat(opened.complaints()).isEmpty();
        }
    }

    @Test
    void emptyDayForeignVehicleAndOutageAreTold() {
        try (BrowserContext browser = Chromium.session()) {
            String empty = Api.base() + "/history.html#view=day&day=" + DAY.minusDays(20);
            DashboardPage opened = DashboardPage.logIn(browser, empty + "&units=64", "demo", "#day-status:visible");
            Locator status = opened.page().locator("#day-status");
            assertThat(status).hasText("Nothing was recorded on this day.");

            opened.page().navigate(empty + "&units=1001");
            assertThat(status).containsText("You may not see these vehicles");

            opened.page().navigate(empty + "&units=64,1001");
            assertThat(status).containsText("Some of these vehicles do not exist");

            browser.route(
                    "**/api/v1/history/**",
                    call -> call.fulfill(new Route.FulfillOptions()
                            .setStatus(503)
                            .setHeaders(Map.of("Retry-After", "600"))
                            .setContentType("application/problem+json")
                            .setBody("{\"status\":503}")));
            opened.page().navigate(empty + "&units=65");
            assertThat(status).containsText("does not respond at the moment");
            browser.unroute("**/api/v1/history/**");
            button(opened.page(), "Try again").click();
            assertThat(status).hasText("Nothing was recorded on this day.");
        }
    }

    @Test
    void groupOfOneOfSeveralCompaniesHasATable() {
        Map<Long, String> companies = new TreeMap<>();
        for (int company = 0; company < 2; company++) {
            long client = registry.client();
            long unit = RegistryFixture.create(
                    registry.asAdmin(),
                    "units",
                    Map.of("client_id", client, "imei", RegistryFixture.imei(), "name", "unit", "timezone", "UTC"));
            String name = "REG " + RegistryFixture.number();
            long vehicle = RegistryFixture.create(
                    registry.asAdmin(),
                    "vehicles",
                    Map.of("client_id", client, "reg_no", name, "primary_unit_id", unit));
            long pool = RegistryFixture.create(
                    registry.asAdmin(),
                    "pools",
                    Map.of("client_id", client, "name", "group", "vehicle_ids", List.of(vehicle)));
            companies.put(client, "&group=" + pool);
        }
        String viewer = registry.user(Set.of(), companies.keySet());
        try (BrowserContext browser = Chromium.session()) {
            DashboardPage opened = DashboardPage.open(browser, Api.base() + "/history.html");
            opened.logIn(RegistryFixture.credentials(viewer));
            assertThat(opened.page().locator("#unit-list li")).hasCount(2);

            for (String group : companies.values()) {
                opened.page().navigate(Api.base() + "/history.html#view=fleet&day=" + DAY + group);

                assertThat(opened.page().locator("#fleet-rows tr")).hasCount(1);
                assertThat(opened.page().locator("#fleet-status")).isHidden();
            }
        }
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    static void assertIsUsable(DashboardPage page) {
        for (ColorScheme scheme : new ColorScheme[] {ColorScheme.DARK, ColorScheme.LIGHT}) {
            page.paint(scheme);
            assertThat(Accessibility.seriousFindings(page.page())).isEmpty();
        }
        page.page().setViewportSize(390, 844);
        assertThat(page.fitsInWidth()).isTrue();
        page.page().setViewportSize(1440, 900);
    }

    /** The unit drives north from noon for some minutes; in the middle the driver presses the panic button. */
    private void drive(long unit) {
        Api viewer = Api.login("demo");
        String key = viewer.request()
                .get("/api/v1/monitoring/unit/" + unit)
                .jsonPath()
                .getString("data.imei");
        for (int second = 0; second <= MINUTES * 60; second += 30) {
            feed().send(
                            key,
                            TestMessage.gps()
                                    .without("device")
                                    .fixedAt(noon().plusSeconds(second))
                                    .with("gps.latitude", String.valueOf(30.2 + unit / 1_000.0 + second / 10_000.0))
                                    .with("gps.speed", "42.5")
                                    .with("sensors", "[[\"ignition\",\"on\"]]")
                                    .with("events", second == 600 ? "[[\"PANIC\"]]" : "[]")
                                    .json());
        }
        await().atMost(Duration.ofMinutes(2))
                .until(() -> viewer.request()
                                .get("/api/v1/history/telemetry/unit/" + unit + "/date/" + DAY)
                                .jsonPath()
                                .getList("data")
                                .size()
                        > MINUTES * 2);
    }

    private static Instant noon() {
        return DAY.atTime(LocalTime.NOON).atZone(AUSTIN).toInstant();
    }
}
