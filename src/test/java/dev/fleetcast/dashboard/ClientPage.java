package dev.fleetcast.dashboard;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.fleetcast.testing.PageServer;

/** A page of another origin that uses the browser client with a login token. */
final class ClientPage {

    private final Page page;

    private ClientPage(Page page) {
        this.page = page;
    }

    static ClientPage open(BrowserContext browser, PageServer pages, String token) {
        return open(browser, pages, token, "{}");
    }

    /** With those options of the client, an object in JavaScript. */
    static ClientPage open(BrowserContext browser, PageServer pages, String token, String options) {
        ClientPage opened = new ClientPage(browser.newPage());
        opened.page.navigate(pages.address("client.html"));
        opened.page.waitForFunction("() => window.start !== undefined");
        opened.page.evaluate("token => window.start(token, " + options + ")", token);
        return opened;
    }

    Page page() {
        return page;
    }

    /** Evaluates {@code expression}, which may use the client {@code fleet} and {@code events}, all of its events. */
    Object of(String expression) {
        return page.evaluate("async () => (" + expression + ")");
    }

    /** Like {@link #of}, as a number. */
    long number(String expression) {
        return ((Number) of(expression)).longValue();
    }

    /** Waits until an event meets the condition, an expression of {@code event}. */
    void awaitEvent(String condition) {
        page.waitForFunction("() => events.some((event) => " + condition + ")");
    }
}
