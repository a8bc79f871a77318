package dev.fleetcast.testing;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.util.List;
import java.util.Map;

/** The machine's Chromium, driven by Playwright, which must not download its own. */
public final class ChromiumBrowser {

    private ChromiumBrowser() {}

    /** The driver; closed by the caller. */
    public static Playwright playwright() {
        Tools.require("chromium", "chromium-browser", "google-chrome");
        return Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    }

    /** A headless browser; closed by the caller. */
    public static Browser launch(Playwright playwright) {
        return playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Tools.require("chromium", "chromium-browser", "google-chrome"))
                        .setArgs(List.of(
                                "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking")));
    }
}
