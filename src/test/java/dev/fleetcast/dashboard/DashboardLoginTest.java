package dev.fleetcast.dashboard;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.Chromium;
import dev.fleetcast.testing.RegistryFixture;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Logging in to the dashboard, and passwords. */
@QuarkusTest
class DashboardLoginTest extends BrowserTest {

    private static final String NEW_PASSWORD = "one with many small words";

    @Inject
    RegistryFixture fixture;

    private BrowserContext browser;

    @BeforeEach
    void openBrowser() {
        browser = Chromium.session();
    }

    @AfterEach
    void closeBrowser() {
        browser.close();
    }

    @Test
    void wrongPasswordIsReportedAndCanBeRetriedAndAnotherCompanySeesItsOwnVehiclesOnly() {
        DashboardPage page = DashboardPage.open(browser, Api.base());
        page.logIn(Map.of("username", "other", "password", "wrong"));
        assertThat(page.page().locator("#login-error")).hasText("Username or password is wrong.");
        assertThat(page.complaints()).hasSize(1).allMatch(refused -> refused.contains("401"));

        page.page().getByLabel("Password").fill("other");
        page.page().getByLabel("Password").press("Enter");

        assertThat(page.rows()).hasCount(10);
        assertThat(page.page().locator("#vehicle-list"))
                .not()
                .containsText(new Bus(feed(), Api.login("demo"), 1).name());
        assertThat(page.page().locator("#group option").first()).hasText("All (10)");
        assertThat(page.complaints()).hasSize(1);
    }

    @Test
    void passwordThatOthersKnowIsChangedBeforeAnythingElse() {
        String username = fixture.user(Set.of(), Set.of());
        int id = fixture.asAdmin()
                .queryParam("q", username)
                .get("/api/v1/admin/users")
                .path("data[0].id");
        fixture.asAdmin()
                .body(Map.of("must_change_password", true))
                .patch("/api/v1/admin/users/" + id)
                .then()
                .statusCode(200);
        DashboardPage page = DashboardPage.open(browser, Api.base());

        page.logIn(RegistryFixture.credentials(username));

        assertThat(page.page().getByRole(AriaRole.DIALOG)).containsText("Choose a new password");
        assertThat(page.page().locator("#dashboard")).isHidden();
        assertThat(Accessibility.seriousFindings(page.page())).isEmpty();
        page.choosePassword("too short");
        assertThat(page.page().getByRole(AriaRole.DIALOG).getByRole(AriaRole.ALERT))
                .containsText("The new password must have at least 12 characters");
        page.choosePassword(NEW_PASSWORD);
        assertThat(page.page().locator("#no-fleet")).isVisible();
        assertThat(page.complaints()).allMatch(refused -> refused.contains("422"));
    }

    @Test
    void usersChangeTheirPasswordAndStayLoggedIn() {
        String username = fixture.user(Set.of(), Set.of());
        DashboardPage page = DashboardPage.open(browser, Api.base());
        page.logIn(RegistryFixture.credentials(username));
        page.awaitState("Live");
        page.page().locator("#settings").click();
        page.page()
                .getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Change password"))
                .click();

        page.page().getByLabel("Current password").fill("wrong");
        page.choosePassword(NEW_PASSWORD);
        assertThat(page.page().getByRole(AriaRole.ALERT).last()).hasText("This is not the current password.");
        page.page().getByLabel("Current password").fill("correct horse");
        page.choosePassword(NEW_PASSWORD);

        assertThat(page.page().getByRole(AriaRole.DIALOG)).isHidden();
        page.awaitState("Live");
        page.logOut();
        page.awaitLoginForm();
        page.logIn(Map.of("username", username, "password", NEW_PASSWORD));
        page.awaitState("Live");
        // The calls of the session that the new password ended.
        assertThat(page.complaints()).allMatch(refused -> refused.contains("422") || refused.contains("401"));
    }
}
