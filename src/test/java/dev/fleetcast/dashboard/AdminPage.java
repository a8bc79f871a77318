package dev.fleetcast.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.RegistryFixture;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/** The page of administrators in a browser, operated like one of them. */
record AdminPage(DashboardPage opened) {

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
        assertThat(suggestion).hasAttribute("value", Pattern.compile(name + " #\\d+"));
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
