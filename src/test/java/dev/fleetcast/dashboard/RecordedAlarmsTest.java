package dev.fleetcast.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import dev.fleetcast.fleet.SampleFleet;
import dev.fleetcast.history.api.Recorded;
import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.Chromium;
import dev.fleetcast.testing.RegistryFixture;
import dev.fleetcast.testing.TestMessage;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The alarms of a dashboard in a real browser, where the feed is recorded. */
@QuarkusTest
@TestProfile(Recorded.class)
class RecordedAlarmsTest extends BrowserTest {

    private static final ZoneId AUSTIN = ZoneId.of("America/Chicago");

    private static final String BUTTON_IS_ON_ALARM = """
            alarm => {
              const [line, button] = ['.pick', '.acknowledgement button'].map(each => alarm.querySelector(each).getBoundingClientRect())
              return button.top > line.top && button.bottom < line.bottom && button.right < line.right
            }""";

    @Inject
    RegistryFixture registry;

    @Test
    void alarmsFromBeforeTheDashboardWasOpenedAreShown() {
        Api viewer = Api.login("demo");
        int pool = viewer.request().get("/api/v1/pools").path("data[0].id");
        int vehicle = viewer.request().get("/api/v1/pools").path("data[0].vehicle_ids[0]");
        Bus bus = new Bus(feed(), viewer, vehicle);
        bus.report(message -> message.with("events", "[[\"COLLISION\"],[\"SPEEDING:END\"]]"));
        await().until(() -> !viewer.request()
                .get("/api/v1/history/events/pools/" + pool + "/recent/hours/1?code=COLLISION")
                .jsonPath()
                .getList("data")
                .isEmpty());
        bus.drive();

        try (BrowserContext browser = Chromium.session()) {
            DashboardPage opened = DashboardPage.logIn(browser, Api.base(), "demo");

            Locator alarm =
                    opened.page().locator("#alarm-list [data-code=COLLISION]").filter(DashboardPage.having(bus.name()));
            assertThat(alarm).hasCount(1);
            assertThat(opened.page()
                            .locator("#alarm-list [data-code='SPEEDING:END']")
                            .filter(DashboardPage.having(bus.name())))
                    .hasCount(0);
            assertThat(alarm).hasText(Pattern.compile(".*Collision.*30\\.\\d{5}, -97\\.\\d{5}Acknowledge"));
            assertThat((Boolean) alarm.evaluate(BUTTON_IS_ON_ALARM)).isTrue();
            alarm.getByRole(AriaRole.BUTTON).first().click();
            assertThat(opened.page().locator("#detail-title")).hasText(bus.name());
            assertThat(opened.complaints()).isEmpty();
        }
    }

    @Test
    void acknowledgedAlarmSaysByWhomOnEveryDashboard() {
        Api viewer = Api.login("demo");
        int vehicle = viewer.request().get("/api/v1/pools").path("data[0].vehicle_ids[1]");
        Bus bus = new Bus(feed(), viewer, vehicle);
        Api admin = Api.login("admin");
        admin.request()
                .contentType("application/json")
                .body("{\"client_id\":1,\"number\":4711,\"name\":\"Harbour\"}")
                .post("/api/v1/admin/zones")
                .then()
                .statusCode(201);
        try (BrowserContext one = Chromium.session();
                BrowserContext another = Chromium.session(new NewContextOptions().setLocale("de-DE"))) {
            DashboardPage opened = DashboardPage.logIn(one, Api.base(), "demo");
            DashboardPage german = DashboardPage.logIn(another, Api.base(), "demo");
            bus.report(message -> message.with("events", "[[\"PANIC\"],[\"ZONE:ENTER:4711\"]]"));
            Locator panic = alarm(opened, "PANIC", bus);
            assertThat(alarm(opened, "ZONE:ENTER:4711", bus)).containsText("Zone entered: Harbour");
            assertThat(alarm(german, "PANIC", bus)).containsText("Bestätigen");

            panic.getByText("Acknowledge").click();

            assertThat(panic).containsText(Pattern.compile("Acknowledged by demo, .*20\\d\\d"));
            assertThat(panic).hasClass("critical acknowledged");
            assertThat(alarm(german, "PANIC", bus)).containsText("Bestätigt von demo, ");
            HistoryPageTest.assertIsUsable(opened);
            await().until(() -> !viewer.request()
                    .get("/api/v1/history/telemetry/unit/" + bus.unit() + "/date/"
                            + LocalDate.ofInstant(bus.time(), AUSTIN) + "?_query=events==PANIC")
                    .jsonPath()
                    .getList("data")
                    .isEmpty());
            opened.page().reload();
            assertThat(alarm(opened, "PANIC", bus)).containsText("Acknowledged by demo, ");
            assertThat(alarm(opened, "ZONE:ENTER:4711", bus)).containsText("Zone entered: Harbour");
            assertThat(opened.complaints()).isEmpty();
        }
    }

    @Test
    void allAlarmsAreAcknowledgedAtOnceAndNewNamesOfZonesAreShown() {
        SampleFleet own = SampleFleet.create(registry::asAdmin, registry.client());
        String user = registry.user(Set.of(), Set.of(own.clientId()));
        try (BrowserContext browser = Chromium.session()) {
            DashboardPage opened = DashboardPage.open(browser, Api.base() + "/");
            opened.logIn(RegistryFixture.credentials(user));
            opened.awaitState("Live");
            Locator all = opened.page().locator("#acknowledge-all");
            assertThat(all).isHidden();
            for (String code : List.of("PANIC", "SPEEDING:START", "ZONE:ENTER:8")) {
                String position = TestMessage.gps()
                        .without("device")
                        .fixedAt(Instant.now())
                        .with("events", "[[\"" + code + "\"]]")
                        .json();
                feed().send(own.imei(), position);
            }
            assertThat(opened.page().locator("#alarm-list")).containsText("Zone entered: 8");

            RegistryFixture.create(
                    registry.asAdmin(), "zones", Map.of("client_id", own.clientId(), "number", 8, "name", "Quay"));
            await().untilAsserted(() -> {
                opened.page().evaluate("document.dispatchEvent(new Event('visibilitychange'))");
                assertThat(opened.page().locator("#alarm-list").textContent()).contains("Zone entered: Quay");
            });
            assertThat(opened.page().locator("#alarm-list .acknowledged")).hasCount(0);
            assertThat(all).hasText("Acknowledge all (2)");
            all.click();
            Locator question = opened.page().locator("dialog[open]");
            assertThat(question).containsText("This applies to all users and cannot be undone.");
            HistoryPageTest.assertIsUsable(opened);
            question.getByText("Acknowledge all (2)").click();

            assertThat(opened.page().locator("#alarm-list .acknowledged")).hasCount(2);
            assertThat(all).isHidden();
            assertThat(opened.complaints()).isEmpty();
        }
    }

    private static Locator alarm(DashboardPage opened, String code, Bus bus) {
        return opened.page()
                .locator("#alarm-list [data-code='" + code + "']")
                .filter(DashboardPage.having(bus.name()))
                .first();
    }
}
