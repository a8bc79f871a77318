package dev.fleetcast.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.Chromium;
import dev.fleetcast.testing.RegistryFixture;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page of administrators in a real browser, with companies of its own. */
@QuarkusTest
class AdminPageTest extends BrowserTest {

    private static final String PATH = "/admin.html";
    private static final String REFUSALS = "status of 4(09|22)";

    private static final String FIELDS = """
            import('/dashboard/admin/kinds.js').then(({ KINDS }) =>
              Object.fromEntries(Object.entries(KINDS).map(([kind, { fields }]) => [kind, fields.map(({ name }) => name)])))""";

    @Inject
    RegistryFixture fixture;

    @Test
    void companyWithUserUnitAndVehicleIsAddedAndStaysWhileItIsUsed() {
        long number = RegistryFixture.number();
        String company = "Company " + number;
        try (BrowserContext browser = Chromium.session()) {
            AdminPage page = AdminPage.logIn(browser, PATH, fixture.user(Set.of("admin"), Set.of()));

            page.add("Add company").fill("Name (required)", "");
            page.save();
            assertThat(page.complaintAt("name")).hasText("Is required.");
            assertThat(page.field("name")).isFocused();
            page.fill("Name (required)", company).save();
            assertThat(page.outcome()).hasText("Saved: " + company + ".");

            page.show("Users").add("Add user").fill("Username (required)", "ada" + number);
            page.choose("client_ids", company).save();
            assertThat(page.complaintAt("password")).hasText("Is required.");
            page.assertIsUsable();
            page.fill("Password", "a long sentence of hers").save();
            assertThat(page.outcome()).hasText("Saved: ada" + number + ".");

            page.show("Units").add("Add unit").fill("Name (required)", "Tracker " + number);
            page.choose("client_id", company).fill("IMEI", "12").save();
            assertThat(page.complaintAt("imei")).hasText("Must have 14 to 16 digits.");
            page.fill("IMEI", RegistryFixture.imei()).save();
            assertThat(page.outcome()).hasText("Saved: Tracker " + number + ".");

            page.show("Vehicles").add("Add vehicle").fill("Registration (required)", "W-" + number);
            page.choose("client_id", company).choose("primary_unit_id", "Tracker " + number);
            page.save();
            assertThat(page.outcome()).hasText("Saved: W-" + number + ".");
            page.search("W-" + number);
            assertThat(page.row("W-" + number)).containsText(company);
            assertThat(page.row("W-" + number)).containsText("Tracker " + number);

            page.show("Companies")
                    .search(company)
                    .open(company)
                    .button("Delete")
                    .click();
            page.dialog().getByRole(AriaRole.BUTTON, named("Delete")).click();
            assertThat(page.dialog()).containsText("still in use");
            page.dialog()
                    .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("Tracker " + number))
                    .click();
            assertThat(page.field("imei")).not().hasValue("");
            page.button("Delete").click();
            page.dialog().getByRole(AriaRole.BUTTON, named("Delete")).click();
            assertThat(page.outcome()).hasText("Deleted: Tracker " + number + ".");
            assertThat(page.complaints()).allMatch(Pattern.compile(REFUSALS).asPredicate());
        }
    }

    @Test
    void fileIsImportedWholeOrNotAndExported() throws IOException {
        long client = fixture.client();
        long number = RegistryFixture.number();
        String header = "client_id;imei;name\r\n";
        String good = client + ";" + RegistryFixture.imei() + ";Van " + number + "\r\n";
        try (BrowserContext browser = Chromium.session()) {
            AdminPage page = AdminPage.logIn(browser, PATH + "#kind=units", fixture.user(Set.of("admin"), Set.of()));

            page.button("Import a file").click();
            page.upload(header + good + client + ";12;\r\n");
            Locator errors = page.dialog().locator("tbody tr");
            assertThat(errors.filter(DashboardPage.having("imei"))).containsText("must have 14 to 16 digits");
            assertThat(errors.filter(DashboardPage.having("name"))).hasText(Pattern.compile("3.*is required"));
            page.assertIsUsable();
            page.upload(header + good);
            assertThat(page.outcome()).hasText("Imported: 1 added, 0 changed.");

            page.search("Van " + number);
            assertThat(page.entries()).hasCount(1);
            assertThat(page.page()).hasURL(Pattern.compile(".*#kind=units&q=Van%20" + number));
            Download file = page.page()
                    .waitForDownload(
                            () -> page.page().getByText("Save all as CSV").click());
            assertThat(file.suggestedFilename()).isEqualTo("units.csv");
            assertThat(Files.readString(file.path())).contains("Van " + number);
            assertThat(page.complaints()).allMatch(Pattern.compile(REFUSALS).asPredicate());
        }
    }

    @Test
    void administratorOfACompanySeesNoOther() {
        long client = fixture.client();
        fixture.client();
        String username = fixture.user(Set.of("fleet_admin"), Set.of(client));
        try (BrowserContext browser = Chromium.session()) {
            AdminPage page = AdminPage.logIn(browser, "/", username);
            page.page()
                    .getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Administration"))
                    .click();

            assertThat(page.entries()).hasCount(1);
            assertThat(page.entries()).hasAttribute("data-entry", String.valueOf(client));
            assertThat(page.page().locator("#add")).isHidden();
            assertThat(page.page().locator("#import")).isHidden();
            assertThat(page.page().locator("#operations-link")).isHidden();
            page.show("Users");
            assertThat(page.entries()).hasCount(1);
            assertThat(page.row(username)).containsText("Administrator of the companies");
            page.add("Add user");
            assertThat(page.page().getByLabel("Administrator of everything")).hasCount(0);
            assertThat(page.dialog().locator(".chosen li")).hasCount(1);
            page.page().goBack();
            assertThat(page.dialog()).hasCount(0);
            page.show("Drivers")
                    .add("Add driver")
                    .fill("Name (required)", "Ada")
                    .save();
            assertThat(page.row("Ada")).hasCount(1);
            page.assertIsUsable();
            assertThat(page.complaints()).isEmpty();
        }
    }

    @Test
    void programGetsATokenThatIsShownOnceAndRevoked() {
        long client = fixture.client();
        String program = fixture.user(Set.of(), Set.of(client));
        try (BrowserContext browser = Chromium.session()) {
            AdminPage page = AdminPage.logIn(browser, PATH, fixture.user(Set.of("admin"), Set.of()));
            page.show("Users")
                    .search(program)
                    .open(program)
                    .button("Access tokens")
                    .click();
            assertThat(page.dialog()).containsText("There are none yet.");
            page.button("Create token").click();
            assertThat(page.dialog().getByRole(AriaRole.ALERT)).hasText("name is required.");

            page.fill("Name of the new token", "reports").button("Create token").click();

            assertThat(page.dialog().locator("tbody th")).hasText("reports");
            String token = page.page().locator("#token-created").inputValue();
            RegistryFixture.as("Bearer " + token).get("/api/v1/units").then().statusCode(200);
            page.assertIsUsable();
            page.button("Close").click();
            page.button("Access tokens").click();
            assertThat(page.dialog().locator("tbody th")).hasText("reports");
            assertThat(page.page().locator("#token-created")).hasCount(0);
            page.page().onceDialog(question -> question.accept());
            page.button("Revoke reports").click();
            assertThat(page.dialog().locator("tbody tr")).hasCount(0);
            RegistryFixture.as("Bearer " + token).get("/api/v1/units").then().statusCode(401);
            assertThat(page.complaints()).allMatch(complaint -> complaint.contains("status of 422"));
        }
    }

    @Test
    void listIsOfOneCompanyIfAskedFor() {
        long client = fixture.client();
        fixture.viewerOf(client);
        RegistryFixture.create(fixture.asAdmin(), "drivers", Map.of("client_id", client, "name", "Ada"));
        try (BrowserContext browser = Chromium.session()) {
            AdminPage page = AdminPage.logIn(browser, PATH, fixture.user(Set.of("admin"), Set.of()));
            page.show("Drivers");

            page.page().locator("#company").fill("#" + client);
            page.page().locator("#company").press("Tab");

            assertThat(page.entries()).hasCount(1);
            assertThat(page.row("Ada")).hasCount(1);
            assertThat(page.page().locator("#export"))
                    .hasAttribute("href", "api/v1/admin/drivers/export?client_id=" + client);
            page.show("Users");
            assertThat(page.entries()).hasCount(1);
            page.page().reload();
            assertThat(page.entries()).hasCount(1);
            assertThat(page.complaints()).isEmpty();
        }
    }

    @Test
    void otherUsersAreNotShownThePage() {
        try (BrowserContext browser = Chromium.session()) {
            DashboardPage page = DashboardPage.logIn(browser, Api.base(), "other");
            assertThat(page.page().locator("#admin-link")).isHidden();

            page.page().navigate(Api.base() + PATH);

            assertThat(page.page().locator("#notice")).isVisible();
            assertThat(page.page().locator("#admin")).isHidden();
        }
    }

    @Test
    @SuppressWarnings("unchecked")
    void everyFieldOfTheApiIsInAForm() {
        try (BrowserContext browser = Chromium.session()) {
            Page page = DashboardPage.open(browser, Api.base() + PATH).page();

            var forms = (Map<String, List<String>>) page.evaluate(FIELDS);

            assertThat(forms)
                    .hasSize(7)
                    .allSatisfy(
                            (kind, fields) -> assertThat(fields).containsExactlyInAnyOrderElementsOf(columns(kind)));
        }
    }

    /** What can be imported, without the id and what only a file may have. */
    private List<String> columns(String kind) {
        String template = fixture.asAdmin()
                .get("/api/v1/admin/" + kind + "/template")
                .asString()
                .replace("\uFEFF", "")
                .strip();
        return Stream.of(template.split(","))
                .filter(column -> !column.equals("id") && !column.endsWith("_unit_imei"))
                .toList();
    }

    private static Locator.GetByRoleOptions named(String name) {
        return new Locator.GetByRoleOptions().setName(name).setExact(true);
    }
}
