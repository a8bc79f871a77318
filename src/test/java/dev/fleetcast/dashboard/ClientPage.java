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
        ClientPage opened = new ClientPage(browser.newPage());
        opened.page.navigate(pages.address("client.html"));
        opened.page.waitForFunction("() => window.start !== undefined");
        opened.call("start", token);
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

    private void call(String function, String argument) {
        page.evaluate("argument => window." + function + "(argument)", argument);
    }
}
