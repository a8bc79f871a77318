package dev.fleetcast.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** The dashboard in a browser, as somebody uses it. */
final class DashboardPage {

    private static final double PATIENCE_MILLIS = 30_000;

    static {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    }

    private final Page page;
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    private DashboardPage(Page page) {
        this.page = page;
        page.setDefaultTimeout(PATIENCE_MILLIS);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
    }

    /** A tab of the browser, at that address. */
    static DashboardPage open(BrowserContext browser, String address) {
        DashboardPage opened = new DashboardPage(browser.newPage());
        opened.page.navigate(address + "/");
        return opened;
    }

    /** A tab of the browser, with the account, whose password is its name, logged in. */
    static DashboardPage logIn(BrowserContext browser, String address, String account) {
        DashboardPage opened = open(browser, address);
        opened.page.getByLabel("Username").fill(account);
        opened.page.getByLabel("Password").fill(account);
        opened.page.getByLabel("Password").press("Enter");
        opened.awaitVehicles();
        return opened;
    }

    Page page() {
        return page;
    }

    /** What the browser had to complain of: failed scripts, and what the content policy has kept from being loaded. */
    List<String> complaints() {
        return complaints;
    }

    void awaitVehicles() {
        assertThat(rows().first()).isVisible();
    }

    void awaitLoginForm() {
        assertThat(page.getByLabel("Username")).isVisible();
    }

    void awaitState(String word) {
        assertThat(page.locator("#connection-state")).containsText(word);
    }

    /** Follows these and nothing else. */
    void followOnly(List<String> names) {
        page.getByLabel("Follow all shown").uncheck();
        names.forEach(name -> page.getByLabel("Follow " + name, new Page.GetByLabelOptions().setExact(true))
                .check());
    }

    Locator rows() {
        return page.locator("#vehicle-list li:visible");
    }

    Locator row(long unit) {
        return page.locator("#vehicle-list li[data-unit='" + unit + "']");
    }

    Locator marker(long unit) {
        return page.locator(".vehicle[data-unit='" + unit + "']");
    }

    /** Where on the page the vehicle is, its movement done. */
    String markerPlace(long unit) {
        return (String) marker(unit).evaluate("marker => marker.style.transform");
    }

    void awaitMarkerElsewhere(long unit, String place) {
        page.waitForCondition(() -> !markerPlace(unit).equals(place));
    }

    void pick(long unit) {
        row(unit).getByRole(AriaRole.BUTTON).click();
    }

    /** What the detail panel says under that name. */
    Locator fact(String name) {
        return page.locator("#detail .facts div")
                .filter(new Locator.FilterOptions()
                        .setHas(page.locator("dt", new Page.LocatorOptions().setHasText(exactly(name)))))
                .locator("dd");
    }

    void awaitTrail(int positions) {
        assertThat(fact("Trail")).containsText(Pattern.compile("^" + positions + " positions"));
    }

    void logOut() {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Log out"))
                .click();
    }

    private static Pattern exactly(String text) {
        return Pattern.compile("^" + text + "$");
    }
}
