package dev.fleetcast.testing;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The machine's Chromium, driven by Playwright, which must not download its own. All tests of an application share one
 * browser, which ends with the JVM; each has sessions of its own. For the tests' own thread only.
 */
public final class Chromium {

    private static Browser browser;

    private Chromium() {}

    /** Starts the browser unless it is running; skips or fails the test on a machine without one. */
    public static void launch() {
        Path program = Tools.require("chromium", "chromium-browser", "google-chrome");
        if (browser == null || !browser.isConnected()) {
            Playwright playwright = Playwright.create(
                    new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
            browser = playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(program)
                            .setArgs(List.of(
                                    "--headless",
                                    "--no-sandbox",
                                    "--disable-gpu",
                                    "--disable-software-rasterizer",
                                    "--disable-background-networking")));
        }
    }

    /** A browser session without cookies; closed by the caller. */
    public static BrowserContext session() {
        return session(new NewContextOptions());
    }

    /** Like {@link #session()}, with that screen. */
    public static BrowserContext session(NewContextOptions screen) {
        launch();
        return browser.newContext(screen);
    }
}
