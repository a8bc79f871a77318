package dev.fleetcast.dashboard;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.Chromium;
import dev.fleetcast.testing.RegistryFixture;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Measures what the dashboard costs a browser with 10,000 vehicles that report every ten seconds, while its viewer moves
 * and zooms the map. It asserts nothing, so no build runs it; docs/browser-client.md says how to. Writes the table, minute
 * by minute, to {@code target/large-fleet-cost.md}.
 */
@QuarkusTest
class LargeFleetCost extends BrowserTest {

    private static final Path REPORT = Path.of("target", "large-fleet-cost.md");
    private static final int VEHICLES = 10_000;
    private static final int ROW = 100;
    private static final int AT_ONCE = 1_000;
    private static final int PARTS = 10;
    private static final NewContextOptions DESK = new NewContextOptions().setViewportSize(1_440, 900);

    private final String name = "COST-" + RegistryFixture.number() + '-';

    @Inject
    RegistryFixture fixture;

    @Test
    void minuteByMinute() throws IOException {
        int minutes = Integer.getInteger("fleetcast.dashboard-cost.minutes", 10);
        long client = fixture.client();
        String user = fixture.user(Set.of(), Set.of(client));
        for (int from = 0; from < VEHICLES; from += AT_ONCE) {
            createUnits(client, from);
        }
        List<String> report = new ArrayList<>(List.of(BrowserMinute.HEAD));
        ScheduledExecutorService traffic = Executors.newSingleThreadScheduledExecutor();
        try (BrowserContext browser = Chromium.session(DESK)) {
            int[] second = {0};
            traffic.scheduleAtFixedRate(() -> drive(second[0]++), 0, 1, TimeUnit.SECONDS);
            DashboardPage page = DashboardPage.open(browser, Api.base() + "/#zoom=12&at=30,-97");
            page.logIn(RegistryFixture.credentials(user));
            // Reads 10,000 vehicles first, which a busy machine takes longer for than tests wait.
            page.page()
                    .locator("#connection[data-state=live]")
                    .waitFor(new Locator.WaitForOptions().setTimeout(TimeUnit.MINUTES.toMillis(3)));
            page.page().waitForTimeout(TimeUnit.SECONDS.toMillis(2 * PARTS));
            BrowserMeter meter = BrowserMeter.on(page.page());
            for (int minute = 1; minute <= minutes; minute++) {
                moveFor(page.page(), TimeUnit.MINUTES.toNanos(1));
                report.add(meter.sinceLastTime().row(minute));
                Files.write(REPORT, report);
            }
        } finally {
            traffic.shutdownNow();
        }
    }

    /** Drags the map to and fro, and zooms from single vehicles to clusters of the whole fleet and back. */
    private static void moveFor(Page page, long nanos) {
        Mouse mouse = page.mouse();
        long end = System.nanoTime() + nanos;
        for (int round = 0; System.nanoTime() < end; round++) {
            int way = round % 2 == 0 ? 300 : -300;
            mouse.move(900 - way / 2.0, 500);
            mouse.down();
            mouse.move(900 + way / 2.0, 500, new Mouse.MoveOptions().setSteps(30));
            mouse.up();
            page.waitForTimeout(1_000);
            mouse.wheel(0, round % 12 < 6 ? 120 : -120);
            page.waitForTimeout(1_000);
        }
    }

    /** A tenth of the fleet reports. */
    private void drive(int second) {
        for (int vehicle = second % PARTS; vehicle < VEHICLES; vehicle += PARTS) {
            double north = 29 + 0.02 * (vehicle / ROW) + 0.001 * (second / PARTS % 10);
            double east = -98 + 0.02 * (vehicle % ROW);
            feed().send(name + vehicle, gps(north, east));
        }
    }

    private static String gps(double latitude, double longitude) {
        return String.format(
                Locale.ROOT,
                "{\"message_ver\":1,\"message_type\":\"gps\",\"valid\":true,\"gps\":{\"timestamp\":\"%s\",\"latitude\":%f,"
                        + "\"longitude\":%f,\"speed\":42.5,\"heading\":10,\"activity\":\"driving\"}}",
                Instant.now(),
                latitude,
                longitude);
    }

    private void createUnits(long client, int from) {
        String rows = IntStream.range(from, from + AT_ONCE)
                .mapToObj(vehicle -> "%d,%s,Lorry %05d".formatted(client, name + vehicle, vehicle))
                .collect(Collectors.joining("\n", "client_id,serial_no,name\n", "\n"));
        fixture.asAdmin()
                .contentType("text/csv")
                .body(rows)
                .post("/api/v1/admin/units/import")
                .then()
                .statusCode(200);
    }
}
