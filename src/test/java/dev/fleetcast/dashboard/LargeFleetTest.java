package dev.fleetcast.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.Chromium;
import dev.fleetcast.testing.Feed;
import dev.fleetcast.testing.RegistryFixture;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The dashboard of a fleet that is too large to follow as a whole: it follows what is on the map. */
@QuarkusTest
class LargeFleetTest extends BrowserTest {

    private static final int MANY = 501;
    private static final double NORTH = 31;
    private static final double SOUTH = 30;

    @Inject
    RegistryFixture fixture;

    @Test
    void vehiclesOnTheMapAreFollowedAndOthersKeepTheirLastPosition() {
        long client = fixture.client();
        String user = fixture.user(Set.of(), Set.of(client));
        String[] serials = IntStream.range(0, MANY)
                .mapToObj(i -> "LARGE-" + RegistryFixture.number())
                .toArray(String[]::new);
        int first = createUnits(client, serials);
        report(serials[0], SOUTH);
        report(serials[1], NORTH);
        try (BrowserContext browser = Chromium.session()) {
            DashboardPage page = DashboardPage.open(browser, Api.base() + "/#zoom=12&at=30,-97.74306");
            page.logIn(RegistryFixture.credentials(user));

            assertThat(page.row(first)).containsText("Moving");
            assertThat(page.page().locator("#counts")).hasText(Pattern.compile("501 shown, 1 followed"));
            assertThat(page.row(first + 1)).containsText("Not followed");
            assertThat(page.rows()).hasCount(500);
            assertThat(page.page().locator("#more")).hasText("The first 500 are listed.");
            assertThat(page.page().locator("#follow-all")).isHidden();
            String place = page.markerPlace(first);
            report(serials[0], SOUTH + 0.01);
            page.awaitMarkerElsewhere(first, place);

            page.page().evaluate("location.hash = 'zoom=12&at=31,-97.74306'");

            assertThat(page.row(first + 1)).containsText("Moving");
            assertThat(page.row(first)).containsText("Not followed");
            report(serials[1], NORTH + 0.01);
            assertThat(page.marker(first + 1)).isAttached();
            assertThat(page.complaints()).isEmpty();
        }
    }

    private void report(String serial, double latitude) {
        feed().send(serial, Feed.gps(Instant.now(), latitude));
    }

    /** The id of the first; the others follow it. */
    private int createUnits(long client, String[] serials) {
        String rows = IntStream.range(0, serials.length)
                .mapToObj(i -> "%d,%s,Lorry %03d".formatted(client, serials[i], i))
                .collect(Collectors.joining("\n", "client_id,serial_no,name\n", "\n"));
        return fixture.asAdmin()
                .contentType("text/csv")
                .body(rows)
                .post("/api/v1/admin/units/import")
                .then()
                .statusCode(200)
                .extract()
                .path("data.ids[0]");
    }
}
