package dev.fleetcast.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitUntilState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/** The dashboard in a browser, operated like a user. */
final class DashboardPage {

    private static final double PATIENCE_MILLIS = 30_000;
    private static final int MOST_PANS = 20;

    static {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    }

    private final Page page;
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    private DashboardPage(Page page) {
        this.page = page;
        page.setDefaultTimeout(PATIENCE_MILLIS);
        page.onConsoleMessage(message -> {
            // A busy replica may answer 503, and the page tries again.
            if (message.type().equals("error") && !message.text().contains("status of 503")) {
                complaints.add(message.text() + " " + message.location());
            }
        });
        page.onPageError(complaints::add);
    }

    /** Opens a browser tab at that address. */
    static DashboardPage open(BrowserContext browser, String address) {
        return load(browser, address);
    }

    private static DashboardPage load(BrowserContext browser, String url) {
        DashboardPage opened = new DashboardPage(browser.newPage());
        // All that follows waits for what it needs of the page.
        opened.page.navigate(url, new Page.NavigateOptions().setWaitUntil(WaitUntilState.COMMIT));
        return opened;
    }

    /** Opens a browser tab and logs in with the account, whose password is its name. */
    static DashboardPage logIn(BrowserContext browser, String address, String account) {
        return logIn(browser, address + "/", account, "#vehicle-list li:visible");
    }

    /**
     * Like {@link #logIn(BrowserContext, String, String)}, on the page at {@code url}; {@code sign} appears once it is
     * loaded.
     */
    static DashboardPage logIn(BrowserContext browser, String url, String account, String sign) {
        DashboardPage opened = load(browser, url);
        opened.logIn(Map.of("username", account, "password", account));
        assertThat(opened.page.locator(sign).first()).isVisible();
        return opened;
    }

    /** Logs in on this page. */
    void logIn(Map<String, ?> credentials) {
        page.locator("#username").fill(credentials.get("username").toString());
        page.locator("#password").fill(credentials.get("password").toString());
        page.locator("#password").press("Enter");
    }

    /** Enters the new password in the dialog. */
    void choosePassword(String password) {
        page.locator("#new-password").fill(password);
        page.getByLabel("Repeat the new password").fill(password);
        page.getByLabel("Repeat the new password").press("Enter");
    }

    /** Filters by that text. */
    static Locator.FilterOptions having(String text) {
        return new Locator.FilterOptions().setHasText(text);
    }

    Page page() {
        return page;
    }

    /** The browser's errors: failed scripts, and resources blocked by the content policy. */
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

    /** Starts to record the connection states shown. */
    void recordStates() {
        page.evaluate("""
                () => {
                  const node = document.getElementById('connection-state')
                  window.recordedStates = [node.textContent]
                  new MutationObserver(() => window.recordedStates.push(node.textContent)).observe(node, { childList: true })
                }""");
    }

    /** The states shown since {@link #recordStates}. */
    @SuppressWarnings("unchecked")
    List<String> recordedStates() {
        return (List<String>) page.evaluate("window.recordedStates");
    }

    /** Follows only these vehicles. */
    void followOnly(List<String> names) {
        page.getByLabel("Follow all shown").uncheck();
        names.forEach(name -> page.getByLabel("Follow " + name, new Page.GetByLabelOptions().setExact(true))
                .check());
    }

    /** The checkbox that shows whether the vehicle is followed. */
    Locator follow(long unit) {
        return row(unit).getByRole(AriaRole.CHECKBOX);
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

    /** The vehicle's position on the page, after its movement. */
    String markerPlace(long unit) {
        return (String) marker(unit).evaluate("marker => marker.style.transform");
    }

    void awaitMarkerElsewhere(long unit, String place) {
        page.waitForCondition(() -> !markerPlace(unit).equals(place));
    }

    void pick(long unit) {
        row(unit).getByRole(AriaRole.BUTTON).click();
    }

    /** The value with that name in the detail panel. */
    Locator fact(String name) {
        return page.locator("#detail .facts div")
                .filter(new Locator.FilterOptions()
                        .setHas(page.locator("dt", new Page.LocatorOptions().setHasText(exactly(name)))))
                .locator("dd");
    }

    void awaitTrail(int positions) {
        assertThat(fact("Trail")).containsText(Pattern.compile("^" + positions + " positions"));
    }

    /** Pans the map to the left by keyboard, until the vehicle is out of view. */
    void panAwayFrom(long unit) {
        Locator map = page.locator("#map");
        for (int i = 0; i < MOST_PANS && isInView(unit); i++) {
            map.press("Shift+ArrowLeft");
            awaitRestOfMap();
        }
    }

    /** Whether the vehicle's marker is inside the visible map. */
    boolean isInView(long unit) {
        return (Boolean) marker(unit).evaluate("""
                marker => {
                  const [map, { x, y }] = [document.getElementById('map'), marker.getBoundingClientRect()]
                  const { left, right, top, bottom } = map.getBoundingClientRect()
                  return x > left && x < right && y > top && y < bottom
                }""");
    }

    void showAll() {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Show all"))
                .click();
    }

    /** Waits until the map no longer zooms or pans. */
    void awaitRestOfMap() {
        assertThat(page.locator(".leaflet-zoom-anim, .leaflet-pan-anim")).hasCount(0);
    }

    /** Waits until the page has been open for that long. */
    void awaitAge(Duration age) {
        page.waitForCondition(
                () -> ((Number) page.evaluate("performance.now()")).doubleValue() > age.toMillis(),
                new Page.WaitForConditionOptions().setTimeout(2.0 * age.toMillis()));
    }

    /** Shows the page in that colour scheme. */
    void paint(ColorScheme scheme) {
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
    }

    boolean isFocused(String selector) {
        return (Boolean) page.evaluate("selector => document.activeElement.matches(selector)", selector);
    }

    /** Whether the page needs no horizontal scrolling. */
    boolean fitsInWidth() {
        return (Boolean) page.evaluate("document.documentElement.scrollWidth <= innerWidth");
    }

    /** Waits until the canvas of that map pane is not empty; when zoomed out, a trail takes a while to appear. */
    void awaitPaint(String pane) {
        page.waitForCondition(() -> isPainted(pane), new Page.WaitForConditionOptions().setTimeout(60_000));
    }

    /** Waits until the canvas of that map pane is empty. */
    void awaitBlank(String pane) {
        page.waitForCondition(() -> !isPainted(pane), new Page.WaitForConditionOptions().setTimeout(60_000));
    }

    /** Whether any pixel of the canvas of that map pane is painted. */
    private boolean isPainted(String pane) {
        return (Boolean) page.evaluate("""
                pane => {
                  const canvas = document.querySelector(`.${pane} canvas`)
                  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height)
                  return data.some((value, i) => i % 4 === 3 && value > 0)
                }""", pane);
    }

    /** Starts to count how often the trails are painted per frame. */
    void countDrawings() {
        page.evaluate("""
                () => {
                  const trails = document.querySelector('.trails-pane canvas')
                  const clear = CanvasRenderingContext2D.prototype.clearRect
                  let inThisFrame = 0
                  window.mostDrawings = 0
                  CanvasRenderingContext2D.prototype.clearRect = function (...area) {
                    if (this.canvas === trails) window.mostDrawings = Math.max(window.mostDrawings, ++inThisFrame)
                    clear.apply(this, area)
                  }
                  const nextFrame = () => {
                    inThisFrame = 0
                    requestAnimationFrame(nextFrame)
                  }
                  nextFrame()
                }""");
    }

    /** The highest count since {@link #countDrawings}. */
    int mostDrawingsInAFrame() {
        return (Integer) page.evaluate("window.mostDrawings");
    }

    /** Clears filters and closes the details. */
    void reset() {
        Locator detail = page.locator("#detail-close");
        if (detail.isVisible()) {
            detail.click();
        }
        page.getByLabel("Search").fill("");
        page.locator("#group").selectOption("");
    }

    void logOut() {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Log out"))
                .click();
    }

    private static Pattern exactly(String text) {
        return Pattern.compile("^" + text + "$");
    }
}
