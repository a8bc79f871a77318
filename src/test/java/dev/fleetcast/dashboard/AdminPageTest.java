package dev.fleetcast.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.Chromium;
import dev.fleetcast.testing.RegistryFixture;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page of administrators in a real browser, with companies of its own. */
@QuarkusTest
class AdminPageTest extends BrowserTest {

    private static final String PATH = "/admin.html";
    private static final String REFUSALS = "status of 4(09|22)";

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
    void otherUsersAreNotShownThePage() {
        try (BrowserContext browser = Chromium.session()) {
            DashboardPage page = DashboardPage.logIn(browser, Api.base(), "other");
            assertThat(page.page().locator("#admin-link")).isHidden();

            page.page().navigate(Api.base() + PATH);

            assertThat(page.page().locator("#notice")).isVisible();
            assertThat(page.page().locator("#admin")).isHidden();
        }
    }

    private static Locator.GetByRoleOptions named(String name) {
        return new Locator.GetByRoleOptions().setName(name).setExact(true);
    }

    /** The page, operated like an administrator. */
    private record AdminPage(DashboardPage opened) {

        static AdminPage logIn(BrowserContext browser, String path, String username) {
            DashboardPage opened = DashboardPage.open(browser, Api.base() + path);
            opened.logIn(RegistryFixture.credentials(username));
            assertThat(opened.page().locator("#logout")).isVisible();
            return new AdminPage(opened);
        }

        Page page() {
            return opened.page();
        }

        List<String> complaints() {
            return opened.complaints();
        }

        AdminPage show(String kind) {
            page().locator("#kinds").getByText(kind).click();
            assertThat(page().locator("#list-title")).hasText(kind);
            return this;
        }

        AdminPage add(String title) {
            page().getByText(title).click();
            assertThat(dialog()).isVisible();
            return this;
        }

        AdminPage search(String text) {
            page().locator("#search").fill(text);
            assertThat(entries()).hasCount(1);
            return this;
        }

        AdminPage open(String name) {
            page().locator("#entries").getByText(name).click();
            assertThat(dialog()).isVisible();
            return this;
        }

        AdminPage fill(String label, String text) {
            dialog().getByLabel(label, new Locator.GetByLabelOptions().setExact(true))
                    .fill(text);
            return this;
        }

        /** Types the name of another entry and takes the suggestion. */
        AdminPage choose(String field, String name) {
            field(field).fill(name);
            Locator suggestion =
                    dialog().locator("#field-" + field + "-options option").first();
            assertThat(suggestion).hasAttribute("value", Pattern.compile(Pattern.quote(name) + " #\\d+"));
            field(field).fill(suggestion.getAttribute("value"));
            return this;
        }

        AdminPage save() {
            button("Save").click();
            return this;
        }

        void upload(String csv) {
            dialog().locator("#import-file")
                    .setInputFiles(new FilePayload("units.csv", "text/csv", csv.getBytes(StandardCharsets.UTF_8)));
            button("Import").click();
        }

        /** The newest dialog. */
        Locator dialog() {
            return page().locator("dialog[open]").last();
        }

        Locator button(String name) {
            return page().getByRole(
                            AriaRole.BUTTON,
                            new Page.GetByRoleOptions().setName(name).setExact(true));
        }

        Locator field(String name) {
            return page().locator("#field-" + name);
        }

        Locator complaintAt(String field) {
            return page().locator("#field-" + field + "-wrong");
        }

        Locator outcome() {
            return page().locator("#outcome");
        }

        Locator entries() {
            return page().locator("#entries tr");
        }

        Locator row(String name) {
            return entries().filter(DashboardPage.having(name));
        }

        void assertIsUsable() {
            for (ColorScheme scheme : new ColorScheme[] {ColorScheme.DARK, ColorScheme.LIGHT}) {
                opened.paint(scheme);
                assertThat(Accessibility.seriousFindings(page())).isEmpty();
            }
            page().setViewportSize(390, 844);
            assertThat(opened.fitsInWidth()).isTrue();
            page().setViewportSize(1440, 900);
        }
    }
}
