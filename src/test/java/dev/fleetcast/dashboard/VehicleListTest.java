package dev.fleetcast.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.Chromium;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The list of vehicles: filters, order, columns, file and keyboard. */
@QuarkusTest
@TestProfile(ShortTimes.class)
class VehicleListTest extends OpenDashboardTest {

    @Test
    void vehiclesAreFilteredByTextGroupAndStateAndCounted() {
        Bus bus = bus(47);
        bus.report(message -> message.with("gps.activity", "\"parked\""));
        var parked = page().page().locator("#states [data-state='parked']");
        assertThat(page().row(47)).containsText("Parked");

        parked.click();
        page().page().getByLabel("Search").fill(bus.name());

        assertThat(page().rows()).hasCount(1);
        assertThat(parked).containsText(Pattern.compile("Parked [1-9]"));
        assertThat(page().page().locator("#counts")).hasText("1 shown, 1 followed");
        page().page().getByLabel("Search").fill("no such vehicle");
        assertThat(page().rows()).hasCount(0);
        page().page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Clear filters"))
                .click();
        assertThat(page().rows()).hasCount(146);
        page().page().locator("#group").selectOption(new String[] {"1"});
        assertThat(page().page().locator("#group option:checked"))
                .hasText(Pattern.compile(".* \\(" + page().rows().count() + "\\)"));
    }

    @Test
    void listIsSortedBySpeedAndSaved() throws IOException {
        Bus bus = bus(57);
        bus.report(message -> message.with("gps.speed", "199"));
        Locator order = page().page().getByLabel("Sort by");

        order.selectOption("speed");

        assertThat(page().rows().first()).containsText("199 km/h");
        Download file = page().page()
                .waitForDownload(() -> page().page()
                        .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Save as CSV"))
                        .click());
        assertThat(Files.readString(file.path()).lines().limit(2))
                .last()
                .asString()
                .startsWith(bus.name() + ",57,")
                .contains(",moving,199,");
        order.selectOption("name");
    }

    @Test
    void vehiclesAreFoundByTheNumbersOfTheirTrackers() {
        String imei = Api.login("demo")
                .request()
                .get("/api/v1/monitoring/unit/48")
                .jsonPath()
                .getString("data.imei");

        page().page().getByLabel("Search").fill(imei);

        assertThat(page().rows()).hasCount(1);
        assertThat(page().row(48)).isVisible();
    }

    @Test
    void columnsAreChosen() {
        String imei = Api.login("demo")
                .request()
                .get("/api/v1/monitoring/unit/47")
                .jsonPath()
                .getString("data.imei");
        page().page().locator(".columns summary").click();
        Locator box = page().page().getByLabel("IMEI");

        box.check();
        assertThat(page().row(47)).containsText(imei);

        box.uncheck();
        assertThat(page().row(47)).not().containsText(imei);
        page().page().locator(".columns summary").click();
    }

    @Test
    void emptyFleetSaysWhereVehiclesComeFrom() {
        DashboardPage empty = DashboardPage.logIn(Chromium.session(), Api.base() + "/", "publisher", "#no-fleet");

        assertThat(empty.page().locator("#no-fleet")).containsText("No vehicles yet");
        assertThat(empty.page().locator("#no-vehicles")).isHidden();
        empty.page().context().close();
    }

    @Test
    void vehicleIsFoundAndLeftWithTheKeyboardAlone() {
        bus(51).drive();
        page().page().getByLabel("Search").focus();
        for (int i = 0; i < 20 && !page().isFocused("#vehicle-list button"); i++) {
            page().page().keyboard().press("Tab");
        }
        page().page().keyboard().press("ArrowDown");
        assertThat(page().rows().nth(1).getByRole(AriaRole.BUTTON)).isFocused();

        page().page().keyboard().press("Enter");

        assertThat(page().page().locator("#detail-title")).isFocused();
        page().page().keyboard().press("Escape");
        assertThat(page().page().locator("#detail")).isHidden();
        assertThat(page().rows().nth(1).getByRole(AriaRole.BUTTON)).isFocused();
    }
}
