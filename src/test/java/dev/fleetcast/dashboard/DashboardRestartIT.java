package dev.fleetcast.dashboard;

import com.microsoft.playwright.BrowserContext;
import dev.fleetcast.demo.embedded.Ports;
import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.Chromium;
import dev.fleetcast.testing.Feed;
import dev.fleetcast.testing.Replica;
import dev.fleetcast.testing.SharedServices;
import org.junit.jupiter.api.Test;

/** The server is killed while the page is open, and started again. */
class DashboardRestartIT {

    @Test
    void pageRecoversByItselfAndMissesNothing() {
        int port = Ports.free();
        try (BrowserContext browser = Chromium.session();
                Feed feed = new Feed(SharedServices.bootstrapServers())) {
            Replica first = Replica.launch(port);
            first.awaitReady();
            Bus bus = new Bus(feed, Api.login(first.address(), "demo"), first.address(), 20);
            bus.drive();
            DashboardPage page = DashboardPage.logIn(browser, first.address(), "demo");
            page.awaitState("Live");
            page.pick(bus.unit());
            page.awaitTrail(1);

            first.kill();
            page.awaitState("Reconnecting");
            for (int i = 0; i < 5; i++) {
                bus.drive();
            }
            try (Replica second = Replica.launch(port)) {
                second.awaitReady();
                page.awaitTrail(6);
                page.awaitState("Live");
            }
        }
    }
}
