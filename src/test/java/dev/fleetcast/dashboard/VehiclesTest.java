package dev.fleetcast.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.options.AriaRole;
import dev.fleetcast.testing.TestMessage;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a dashboard shows of vehicles: their states, their reports and their alarms. */
@QuarkusTest
@TestProfile(ShortTimes.class)
@TestMethodOrder(OrderAnnotation.class)
class VehiclesTest extends OpenDashboardTest {

    private String firstLogin;

    @BeforeEach
    void noteLogin() {
        if (firstLogin == null) {
            firstLogin = login();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "41, driving, 0, , Moving",
        "42, idling, 0, , Idling",
        "43, parked, 0, , Parked",
        "44, unknown, 30, , Moving",
        "45, unknown, 0, on, Idling",
        "46, unknown, 0, off, Parked"
    })
    void stateIsAsReported(long unit, String activity, int speed, String ignition, String state) {
        Bus bus = bus(unit);

        bus.report(message -> ignition(
                message.with("gps.activity", '"' + activity + '"').with("gps.speed", String.valueOf(speed)), ignition));

        assertThat(page().row(unit)).containsText(state);
        assertThat(page().marker(unit)).hasAttribute("data-state", state.toLowerCase());
    }

    @Test
    void silentVehicleIsShownWhileTheConnectionIsLive() {
        Bus bus = bus(48);
        bus.drive();
        assertThat(page().row(48)).containsText("Moving");

        assertThat(page().row(48)).containsText("Silent");

        assertThat(page().marker(48)).hasAttribute("data-state", "silent");
        page().awaitState("Live");
    }

    @Test
    void detailShowsWhatTheVehicleReports() {
        Bus bus = bus(49);
        bus.drive();
        bus.report(message -> message.with(
                        "sensors", "[[\"ignition\",\"on\"],[\"fuel_level\",61.5],[\"oil_pressure\",null,3]]")
                .with("inputs", "\"10\"")
                .with("gps.heading", "112.4")
                .with("events", "[[\"SPEEDING:START\",[[\"value\",62]]],[\"IDLING:END\"]]"));

        page().pick(49);

        assertThat(page().fact("Speed")).hasText("43 km/h");
        assertThat(page().fact("Heading")).hasText("112° E");
        assertThat(page().fact("Last heard")).hasText(Pattern.compile("\\d s ago"));
        assertThat(page().fact("Ignition")).hasText("on");
        assertThat(page().fact("Fuel level")).hasText("61.5");
        assertThat(page().fact("Oil pressure")).hasText("fault 3");
        assertThat(page().page().locator("#detail .inputs li")).hasText(new String[] {"1 on", "2 off"});
        assertThat(page().page().locator("#detail .recent li.warning")).containsText("Speeding: 62 km/h");
        assertThat(page().page().locator("#detail .recent")).containsText("Idling end");
        assertThat(page().page().locator(".speed-chart figcaption")).containsText("highest 43 km/h, average 43 km/h");
        assertThat(page().page().locator(".speed-chart .line"))
                .hasAttribute("d", Pattern.compile("M[\\d.,]+L[\\d.,]+"));
    }

    @Test
    void fastClockStillMovesTheVehicle() {
        Bus bus = bus(55);

        bus.reportFrom(Instant.now().plus(Duration.ofHours(2)));

        assertThat(page().row(55)).containsText("Moving");
        assertThat(page().marker(55)).hasAttribute("data-state", "moving");
        page().pick(55);
        assertThat(page().fact("Position")).hasText(Pattern.compile("-?\\d+\\.\\d+, -?\\d+\\.\\d+"));
        assertThat(page().fact("Clock")).containsText("ahead");
        assertThat(page().fact("Position is from")).hasText(Pattern.compile("\\d s ago"));
    }

    @Test
    void unknownValueIsADash() {
        Bus bus = bus(56);
        bus.report(message -> message.with("gps.speed", "-1")
                .with("gps.heading", "-90")
                .with("gps.odometer", "null")
                .with("gps.satellites", "null")
                .with("driver", "{\"name\":{\"first\":\"Ada\"}}")
                .with("sensors", "[[\"fuel_level\",{\"litres\":3}],[\"axles\",[1,null,{}]],[\"load\",1E+400]]"));

        page().pick(56);

        assertThat(page().fact("Odometer")).hasText("–");
        for (String fact : List.of("Speed", "Heading", "Satellites", "Driver", "Fuel level", "Load")) {
            assertThat(page().fact(fact)).hasText("–");
        }
        assertThat(page().fact("Axles")).hasText("1, –, –");
    }

    @ParameterizedTest
    @CsvSource({
        "PANIC, critical, Panic",
        "SPEEDING:START, warning, Speeding: 62 km/h",
        "HARSH:BRAKING, warning, Harsh braking",
        "ZONE:ENTER:7, info, Zone entered: 7"
    })
    void alarmShowsVehicleTimeAndPlaceAndLinksToIt(String code, String severity, String title) {
        Bus bus = bus(50);
        var count = page().page().locator("#alarm-count");
        int before = Integer.parseInt(count.textContent());

        bus.report(message -> message.with("events", "[[\"" + code + "\",[[\"value\",62]]]]"));

        var alarm = page().page()
                .locator("#alarm-list [data-code='" + code + "']")
                .filter(DashboardPage.having(bus.name()));
        assertThat(alarm).hasClass(severity);
        assertThat(alarm)
                .hasText(Pattern.compile("\\d?\\d:\\d\\d:\\d\\d.* " + title + " " + bus.name()
                        + " 30\\.\\d{5}, -97\\.\\d{5}" + (severity.equals("info") ? "" : "Acknowledge")));
        assertThat(count).hasText(String.valueOf(before + 1));
        alarm.getByRole(AriaRole.BUTTON).first().click();
        assertThat(page().page().locator("#detail-title")).hasText(bus.name());
        assertThat(page().marker(50)).hasClass(Pattern.compile("selected"));
    }

    @Test
    void alarmsSoundAndNotifyIfTheViewerWants() {
        browser().grantPermissions(List.of("notifications"));
        page().page().evaluate("""
                () => {
                  window.signals = []
                  const make = AudioContext.prototype.createOscillator
                  AudioContext.prototype.createOscillator = function () {
                    window.signals.push('tone')
                    return make.call(this)
                  }
                  const { requestPermission } = Notification
                  window.Notification = class {
                    constructor(title) {
                      window.signals.push(title)
                    }
                  }
                  window.Notification.requestPermission = () => requestPermission.call(Notification)
                }""");
        page().page().getByLabel("Sound").check();
        page().page().getByLabel("Notification").check();
        Bus bus = bus(54);

        bus.report(message -> message.with("events", "[[\"PANIC\"]]"));

        page().page().waitForFunction("window.signals.length === 5");
        assertThat(page().page().evaluate("window.signals.join()"))
                .isEqualTo("tone,tone,tone,tone,Panic: " + bus.name());
        page().page().getByLabel("Sound").uncheck();
        page().page().getByLabel("Notification").uncheck();
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void pageStaysLoggedInLongerThanItsTokenLives() {
        await().pollInSameThread().atMost(Duration.ofSeconds(30)).until(() -> isExpired(firstLogin));
        page().page().reload();

        page().awaitVehicles();
        page().awaitState("Live");
        assertThat(login()).isNotEqualTo(firstLogin);
    }

    private String login() {
        return browser().cookies().stream()
                .filter(cookie -> cookie.name.equals("fleetcast_token"))
                .map(cookie -> cookie.value)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isExpired(String token) {
        return given().header("Authorization", "Bearer " + token)
                        .get("/api/v1/auth/token")
                        .statusCode()
                == 401;
    }

    private static TestMessage ignition(TestMessage message, String ignition) {
        return ignition == null ? message : message.with("sensors", "[[\"ignition\",\"" + ignition + "\"]]");
    }
}
