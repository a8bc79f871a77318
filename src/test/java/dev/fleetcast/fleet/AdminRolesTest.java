package dev.fleetcast.fleet;

import static dev.fleetcast.testing.RegistryFixture.as;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import dev.fleetcast.testing.RegistryFixture;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.http.Method;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdminRolesTest {

    @Inject
    RegistryFixture fixture;

    private String publisher;
    private String formerAdministrator;
    private String fleetAdministrator;

    @BeforeEach
    void logIn() {
        if (publisher == null) {
            publisher = RegistryFixture.login(fixture.user(Set.of("publisher"), Set.of(fixture.client())));
            String username = fixture.user(Set.of("admin"), Set.of());
            formerAdministrator = RegistryFixture.login(username);
            fixture.takeRoles(username);
            fleetAdministrator = RegistryFixture.login(fixture.user(Set.of("fleet_admin"), Set.of(fixture.client())));
        }
    }

    private record Route(Method method, String path, ContentType type) {}

    static Stream<Route> routes() {
        Route feedTry = new Route(Method.POST, "/api/v1/admin/feed/try", ContentType.JSON);
        Route unknown = new Route(Method.GET, "/api/v1/admin/feed/unknown", ContentType.JSON);
        Route register = new Route(Method.POST, "/api/v1/admin/feed/unknown/register", ContentType.JSON);
        Route remove = new Route(Method.DELETE, "/api/v1/admin/feed/unknown", ContentType.JSON);
        return Stream.of(Stream.of(feedTry, unknown, register, remove), routesOfTokens(), routesOfForms())
                .flatMap(routes -> routes);
    }

    private static Stream<Route> routesOfTokens() {
        String path = "/api/v1/admin/users/1/tokens";
        return Stream.of(
                new Route(Method.GET, path, ContentType.JSON),
                new Route(Method.POST, path, ContentType.JSON),
                new Route(Method.DELETE, path + "/1", ContentType.JSON));
    }

    private static Stream<Route> routesOfForms() {
        return Stream.of("clients", "users", "units", "vehicles", "drivers", "pools", "zones")
                .map(kind -> "/api/v1/admin/" + kind)
                .flatMap(path -> Stream.of(
                        new Route(Method.GET, path, ContentType.JSON),
                        new Route(Method.GET, path + "/1", ContentType.JSON),
                        new Route(Method.GET, path + "/export", ContentType.JSON),
                        new Route(Method.GET, path + "/template", ContentType.JSON),
                        new Route(Method.POST, path, ContentType.JSON),
                        new Route(Method.PUT, path + "/1", ContentType.JSON),
                        new Route(Method.PATCH, path + "/1", ContentType.JSON),
                        new Route(Method.DELETE, path + "/1", ContentType.JSON),
                        new Route(Method.POST, path + "/import", ContentType.TEXT)));
    }

    @ParameterizedTest
    @MethodSource("routes")
    void withoutLoginIsUnauthorized(Route route) {
        send(given(), route, 401);
    }

    @ParameterizedTest
    @MethodSource("routes")
    void withoutTheRoleIsForbidden(Route route) {
        send(as(publisher), route, 403);
    }

    @ParameterizedTest
    @MethodSource("routes")
    void formerAdministratorIsForbidden(Route route) {
        send(as(formerAdministrator), route, 403);
    }

    static Stream<Route> routesOfTheDeployment() {
        Stream<Route> internals = Stream.of(
                        "/api/v1/admin/operations/replicas",
                        "/api/v1/admin/operations/ledger",
                        "/api/v1/channels/CHANNEL_1/events/1/receipts",
                        "/admin/connections",
                        "/admin/events/CHANNEL_1",
                        "/admin/devices/CHANNEL_1")
                .map(path -> new Route(Method.GET, path, ContentType.JSON));
        Stream<Route> writes = Stream.of(
                        "/api/v1/admin/feed/try",
                        "/admin/stop",
                        "/api/v1/devices/d/tokens",
                        "/api/v1/telemetry",
                        "/broadcast")
                .map(path -> new Route(Method.POST, path, ContentType.JSON));
        Stream<Route> companies = routesOfForms()
                .filter(route -> route.path().startsWith("/api/v1/admin/clients") && route.method() != Method.GET);
        return Stream.of(internals, writes, companies).flatMap(routes -> routes);
    }

    @ParameterizedTest
    @MethodSource("routesOfTheDeployment")
    void administratorOfACompanyDoesNotAdministerTheDeployment(Route route) {
        send(as(fleetAdministrator), route, 403);
    }

    /** The body is invalid too, but a caller without the role must not learn that. */
    private static void send(RequestSpecification request, Route route, int status) {
        RequestSpecification prepared = List.of(Method.GET, Method.DELETE).contains(route.method())
                ? request
                : request.contentType(route.type() == ContentType.TEXT ? "text/csv" : "application/json")
                        .body("{nonsense");
        prepared.request(route.method(), route.path())
                .then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status));
    }
}
