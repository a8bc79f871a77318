package dev.fleetcast.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.Chromium;
import dev.fleetcast.testing.RegistryFixture;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A company whose vehicles are sold, or whose dispatcher loses access to them. */
@QuarkusTest
class VehicleTakenAwayTest extends BrowserTest {

    private static final String NAME = "Refrigerated lorry of the northern depot, with lifting platform";
    private static final int MANY = 12;

    @Inject
    RegistryFixture fixture;

    private String admin;
    private long client;

    @BeforeEach
    void foundCompany() {
        admin = RegistryFixture.login(fixture.user(Set.of("admin"), Set.of()));
        client = fixture.client();
    }

    @Test
    void vehicleThatIsRemovedIsNotFollowedAnyMore() {
        int unit = create("units", Map.of("client_id", client, "name", NAME));
        try (BrowserContext browser = Chromium.session()) {
            DashboardPage page = openFor(browser, RegistryFixture.credentials(fixture.user(Set.of(), Set.of(client))));
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

    @Test
    void vehiclesRemovedTogetherDisappearTogether() {
        for (int i = 0; i < MANY; i++) {
            create("units", Map.of("client_id", client, "name", "Lorry " + i));
        }
        Map<String, Object> viewer =
                Map.of("username", "viewer of " + client, "password", "correct horse", "client_ids", List.of(client));
        int user = create("users", viewer);
        try (BrowserContext browser = Chromium.session()) {
            DashboardPage page = openFor(browser, viewer);
            page.countDrawings();

            RegistryFixture.as(admin)
                    .body(Map.of("client_ids", List.of()))
                    .patch("/api/v1/admin/users/" + user)
                    .then()
                    .statusCode(200);

            assertThat(page.page().locator("#counts")).hasText(MANY + " shown, 0 followed");
            // One for all vehicles, plus the one per second, if it is due in the same frame.
            assertThat(page.mostDrawingsInAFrame()).isBetween(1, 2);
            page.page().getByLabel("Follow all shown").click();
            assertThat(page.page().locator("#follow-error"))
                    .hasText("Not followed: " + MANY + " of " + MANY + " can no longer be seen");
            assertThat(page.page().locator("#counts")).hasText(MANY + " shown, 0 followed");
        }
    }

    private static DashboardPage openFor(BrowserContext browser, Map<String, ?> credentials) {
        DashboardPage page = DashboardPage.open(browser, Api.base());
        page.logIn(credentials);
        page.awaitState("Live");
        return page;
    }

    private int create(String kind, Map<String, ?> entry) {
        return RegistryFixture.as(admin)
                .body(entry)
                .post("/api/v1/admin/" + kind)
                .then()
                .statusCode(201)
                .extract()
                .path("data.id");
    }
}
