package dev.fleetcast.dashboard;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.BrowserContext;
import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.Chromium;
import dev.fleetcast.testing.Feed;
import dev.fleetcast.testing.PageServer;
import dev.fleetcast.testing.SseClient;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** The browser client in a page of another origin, which has only a token and no cookie. */
@QuarkusTest
@TestProfile(ShortTimes.class)
@TestMethodOrder(OrderAnnotation.class)
class BrowserClientTest extends BrowserTest {

    private PageServer pages;
    private BrowserContext idleBrowser;
    private ClientPage idlePage;
    private Api idle;
    private BrowserContext browser;

    /** The idle page stays open, so that the test of its token need not wait as long as the token lives. */
    @BeforeEach
    void openBrowser() {
        if (pages == null) {
            pages = PageServer.start(Api.base());
            idle = Api.login("demo");
            idleBrowser = Chromium.session();
            idlePage = ClientPage.open(idleBrowser, pages, idle.token());
        }
        browser = Chromium.session();
    }

    @AfterEach
    void closeBrowser() {
        browser.close();
    }

    @AfterAll
    void closePages() {
        if (pages != null) {
            idleBrowser.close();
            pages.close();
        }
    }

    @Test
    void pageOfAnotherOriginFollowsAVehicleWithoutACookie() {
        Api demo = Api.login("demo");
        Bus bus = new Bus(feed(), demo, 71);
        ClientPage page = ClientPage.open(browser, pages, demo.token());
        page.of("fleet.subscribe({ vehicle: 71 })");
        page.awaitEvent("event.type === 'ready' && event.unit_id === 71");

        bus.drive();

        page.awaitEvent(position(bus));
        assertThat(page.of("fleet.state")).isEqualTo("live");
        assertThat(browser.cookies()).isEmpty();
    }

    @Test
    void pageFollowsAnAreaAndAVehicleWithAFilterOverAWebSocket() {
        Api demo = Api.login("demo");
        ClientPage page = ClientPage.open(browser, pages, demo.token(), "{ transport: 'websocket', shared: false }");
        feed().send("73", Feed.gps(Instant.now(), 61.5));
        page.of("fleet.follow({ bbox: [-98, 61, -97, 62] })");
        page.awaitEvent("event.type === 'enter' && event.unit_id === 73");
        page.of("fleet.subscribe({ unit: 74 }, { filter: 'gps.latitude > 30.5' })");
        page.awaitEvent("event.type === 'ready' && event.unit_id === 74");

        feed().send("74", Feed.gps(Instant.now(), 30.4));
        feed().send("74", Feed.gps(Instant.now(), 30.6));
        feed().send("73", Feed.gps(Instant.now(), 30.6));

        page.awaitEvent("event.unit_id === 74 && event.telemetry?.gps.latitude === 30.6");
        page.awaitEvent("event.type === 'leave' && event.unit_id === 73");
        assertThat(page.of("events.some((event) => !event.snapshot && event.telemetry?.gps.latitude === 30.4)"))
                .isEqualTo(false);
        assertThat(page.of("window.lastEventId === undefined"))
                .as("no event came by an EventSource")
                .isEqualTo(true);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void tokenOfAPageThatMakesNoCallsIsRenewed() {
        await().atMost(Duration.ofSeconds(30)).until(() -> isRefused(idle.token()));

        assertThat(idlePage.number("fleet.list('api/v1/pools').then((pools) => pools.length)"))
                .isPositive();
    }

    @Test
    void groupIsSubscribedAndUnsubscribedAsAWhole() {
        Api demo = Api.login("demo");
        var pool = demo.request().get("/api/v1/pools").jsonPath();
        List<Integer> members = pool.getList("data[0].vehicle_ids", Integer.class);
        Bus member = new Bus(feed(), demo, members.get(0));
        Bus other = new Bus(feed(), demo, notOf(members));
        ClientPage page = ClientPage.open(browser, pages, demo.token());
        page.of("fleet.subscribe({ group: " + pool.getLong("data[0].id") + " })");
        page.of("fleet.subscribe({ vehicle: " + other.unit() + " })");
        page.awaitEvent("event.type === 'ready' && event.unit_id === " + member.unit());
        assertThat(page.number("fleet.units.length")).isEqualTo(members.size() + 1);
        member.drive();
        page.awaitEvent(position(member));

        page.of("fleet.unsubscribe({ group: " + pool.getLong("data[0].id") + " })");

        member.drive();
        other.drive();
        page.awaitEvent(position(other));
        assertThat(page.number("fleet.units.length")).isEqualTo(1);
        assertThat(page.of("events.some((event) => " + position(member) + ")")).isEqualTo(false);
    }

    @Test
    void unsubscribeDuringASubscribeWins() {
        ClientPage page = ClientPage.open(browser, pages, Api.login("demo").token());

        page.of("Promise.all([fleet.subscribe({ vehicle: [73, 74] }), fleet.unsubscribe({ vehicle: 73 })])");

        assertThat(page.of("fleet.units.map((unit) => unit.vehicle_id)")).isEqualTo(List.of(74));
        page.of(
                "Promise.all([fleet.subscribe({ unit: 75 }), fleet.unsubscribe({ all: true }), fleet.subscribe({ unit: 75 })])");
        assertThat(page.of("fleet.units.map((unit) => unit.unit_id)")).isEqualTo(List.of(75));
    }

    @Test
    void positionAndMessageHaveTheirOwnAges() {
        Api other = Api.login("other");
        Bus bus = new Bus(feed(), other, 1009);
        ClientPage page = ClientPage.open(browser, pages, other.token());
        page.of("fleet.subscribe({ unit: 1009 })");
        page.awaitEvent("event.type === 'ready'");
        assertThat(page.of("fleet.freshness(1008).messageAge")).isNull();

        bus.reportFrom(Instant.now().minus(Duration.ofHours(1)));

        page.awaitEvent("event.type === 'gps'");
        assertThat(page.number("fleet.freshness(1009).messageAge")).isBetween(0L, 60_000L);
        assertThat(page.number("fleet.freshness(1009).positionAge")).isBetween(3_600_000L, 3_720_000L);
    }

    @Test
    void takenOverStreamIsReplacedByANewOneAfterItsRetry() {
        Api demo = Api.login("demo");
        Bus bus = new Bus(feed(), demo, 72);
        bus.drive();
        ClientPage page = ClientPage.open(browser, pages, demo.token());
        page.page().clock().install();
        page.of("fleet.subscribe({ vehicle: 72 })");
        page.awaitEvent("event.type === 'ready'");
        Object stream = page.of("fleet.streamId");

        try (SseClient thief = SseClient.connect(
                Api.base() + "/sse/telemetry/connect?last_event_id=" + page.of("window.lastEventId"))) {
            assertThat(thief.streamId()).isEqualTo(stream);
            page.awaitEvent("event.type === 'bye' && event.reason === 'replaced' && !event.reconnect");
            long delay = page.number("events.find((event) => event.type === 'bye').retry_ms");
            page.page().clock().fastForward(delay - 20_000);
            assertThat(page.of("fleet.state")).isEqualTo("reconnecting");
            assertThat(page.number("events.filter((event) => event.type === 'stream_id').length"))
                    .isEqualTo(1);

            page.page().clock().fastForward(21_000);

            page.awaitEvent("event.type === 'stream_id' && event.stream_id !== '" + stream + "'");
            page.awaitEvent("event.type === 'gap' && event.reason === 'stream_ended'");
            bus.drive();
            page.awaitEvent(position(bus));
        }
    }

    /** The current position of the bus. */
    private static String position(Bus bus) {
        return "event.type === 'gps' && event.unit_id === " + bus.unit() + " && event.telemetry.gps.latitude === "
                + bus.latitude();
    }

    private static boolean isRefused(String token) {
        return given().header("Authorization", "Bearer " + token)
                        .get("/api/v1/pools")
                        .statusCode()
                == 401;
    }

    private static long notOf(List<Integer> members) {
        long vehicle = 1;
        while (members.contains((int) vehicle)) {
            vehicle++;
        }
        return vehicle;
    }
}
