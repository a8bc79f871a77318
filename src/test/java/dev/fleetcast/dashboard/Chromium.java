package dev.fleetcast.dashboard;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Playwright;
import dev.fleetcast.testing.ChromiumBrowser;

/** A browser for the tests of a class. */
final class Chromium implements AutoCloseable {

    private final Playwright playwright = ChromiumBrowser.playwright();
    private final Browser browser = ChromiumBrowser.launch(playwright);

    /** A browser session without cookies. */
    BrowserContext session() {
        return browser.newContext();
    }

    /** Like {@link #session()}, with that screen. */
    BrowserContext session(NewContextOptions screen) {
        return browser.newContext(screen);
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
