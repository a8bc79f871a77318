package dev.fleetcast.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;

/** A page in a separate browser session, observed through its console. */
public final class OpenPage implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final BrowserContext session;
    private final Page page;
    private final List<String> console = new CopyOnWriteArrayList<>();

    private OpenPage() {
        session = Chromium.session();
        page = session.newPage();
        page.onConsoleMessage(message -> console.add(message.text()));
    }

    /** Opens the page at that address. */
    public static OpenPage at(String address) {
        OpenPage open = new OpenPage();
        open.page.navigate(address);
        return open;
    }

    /** Opens a page of {@code src/test/resources/pages} as if the application under test served it. */
    public static OpenPage ofTheApplication(String name, UnaryOperator<String> change) {
        OpenPage open = new OpenPage();
        String address = Api.base() + "/" + name;
        String content = change.apply(content(name));
        open.page.route(
                address,
                route -> route.fulfill(new Route.FulfillOptions()
                        .setContentType("text/html; charset=utf-8")
                        .setBody(content)));
        open.page.navigate(address);
        return open;
    }

    /** All console output of the page. */
    public List<String> console() {
        return console;
    }

    /** Waits for a line with that prefix, and returns the rest of the first such line. */
    public String await(String start) {
        // Playwright delivers the page's events only while it is called.
        Awaitility.await().pollInSameThread().atMost(PATIENCE).untilAsserted(() -> {
            page.evaluate("1");
            assertThat(console).anyMatch(line -> line.startsWith(start));
        });
        return console.stream()
                .filter(line -> line.startsWith(start))
                .findFirst()
                .map(line -> line.substring(start.length()))
                .orElseThrow();
    }

    @Override
    public void close() {
        session.close();
    }

    private static String content(String name) {
        try (InputStream page = OpenPage.class.getResourceAsStream("/pages/" + name)) {
            return new String(page.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
