package dev.fleetcast.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.fleetcast.device.command.CommandedDevice;
import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.Chromium;
import dev.fleetcast.testing.RawSseClient;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** The page of devices, in a real browser, with a device of its own. */
@QuarkusTest
class DevicesPageTest extends BrowserTest {

    private static final String PATH = "/dashboard/devices.html";
    private static final String COREID = "FMB920-000145";

    @Test
    void eventsConfirmationsCallsAndValuesAreShown() {
        CommandedDevice device = CommandedDevice.ofUnit(145);
        try (BrowserContext browser = Chromium.session();
                RawSseClient commands = device.open("?functions=led")) {
            Awaitility.await().until(() -> commands.text().startsWith(":ok"));
            DashboardPage opened = DashboardPage.logIn(browser, Api.base() + PATH, "demo", "#devices");
            Page page = opened.page();
            assertThat(page.locator("#events-state")).hasText("Live");

            device.publish("page/door", "{\"ts\":1,\"open\":true}");
            var row = page.locator("#events tr").filter(DashboardPage.having("page/door"));
            assertThat(row).containsText("{\"ts\":1,\"open\":true}");
            assertThat(row.locator("td").last()).hasText(Pattern.compile("\\d+ ms"));

            page.locator("#device").selectOption(COREID);
            assertThat(page.locator("#function")).hasValue("led");
            page.locator("#argument").fill("<b>on</b>");
            page.locator("#call-form button").click();
            JsonPath call = CommandedDevice.next(commands, "led");
            assertThat(call.getString("arg")).isEqualTo("<b>on</b>");
            device.answer(call.getString("command_id"), "{\"return_value\":42}");
            assertThat(page.locator("#call-outcome")).hasText("The function returned 42.");

            page.locator("#value-name").fill("page-value");
            page.locator("#value").fill("{\"on\":true}");
            page.locator("#value-form button").click();
            assertThat(page.locator("#value-outcome")).hasText("Version 1.");
            assertThat(page.locator("#value-now")).containsText("Now: {\"on\":true}, version 1");
            page.locator("#value").fill("{");
            page.locator("#value-form button").click();
            assertThat(page.locator("#value-outcome")).containsText("JSON");

            assertIsUsable(opened);
            opened.paint(ColorScheme.DARK);
            page.setViewportSize(390, 844);
            assertIsUsable(opened);
            assertThat(opened.complaints()).allMatch(complaint -> complaint.contains("status of 400"));
        }
    }

    private static void assertIsUsable(DashboardPage page) {
        assertThat(Accessibility.seriousFindings(page.page())).isEmpty();
        assertThat(page.fitsInWidth()).isTrue();
    }
}
