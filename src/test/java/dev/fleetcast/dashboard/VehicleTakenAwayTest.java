package dev.fleetcast.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.RegistryFixture;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A company of one unit, with a name as long as some are, which is sold. */
@QuarkusTest
class VehicleTakenAwayTest {

    private static final String NAME = "Refrigerated lorry of the northern depot, with lifting platform";

    @Inject
    RegistryFixture fixture;

    @Test
    void vehicleThatIsRemovedIsNotFollowedAnyMore() {
        long client = fixture.client();
        String admin = RegistryFixture.login(fixture.user(Set.of("admin"), Set.of()));
        int unit = RegistryFixture.as(admin)
                .body(Map.of("client_id", client, "name", NAME))
                .post("/api/v1/admin/units")
                .path("data.id");
        try (Chromium chromium = new Chromium();
                BrowserContext browser = chromium.session()) {
            DashboardPage page = DashboardPage.open(browser, Api.base());
            page.logIn(RegistryFixture.credentials(fixture.user(Set.of(), Set.of(client))));
            page.awaitState("Live");
            assertThat(page.rows()).containsText("Silent");
            page.pick(unit);
            assertThat(page.page().locator("#detail-title")).hasText(NAME);
            assertThat((Boolean) page.row(unit).evaluate("row => row.scrollWidth <= row.clientWidth"))
                    .isTrue();

            RegistryFixture.as(admin)
                    .delete("/api/v1/admin/units/" + unit)
                    .then()
                    .statusCode(204);

            assertThat(page.row(unit)).containsText("Not followed");
            assertThat(page.fact("State")).hasText("Not followed");
            assertThat(page.page().locator("#counts")).hasText("1 shown, 0 followed");
        }
    }
}
