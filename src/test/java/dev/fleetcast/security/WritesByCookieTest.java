package dev.fleetcast.security;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.fleetcast.security.OpenApiRoutes.Route;
import dev.fleetcast.testing.Api;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Tries every write as a page of another site would send it through a visitor's browser: with the cookie only. */
@QuarkusTest
class WritesByCookieTest {

    /** Routes that need no login: a login has its password, and a pong the stream's id. */
    private static final Set<String> WITHOUT_COOKIE = Set.of(
            "/api/v1/auth/login",
            "/login",
            "/oauth/token",
            "/v1/access_tokens/{token}",
            "/sse/pong/{stream_id}",
            "/sse/telemetry/pong/{stream_id}");

    private static final Map<String, String> VALUES = Map.of(
            "id", "1",
            "stream_id", "A".repeat(32),
            "token", "a.b.c",
            "name", "value",
            "command_id", "1",
            "channel", "ops");

    /** Where cookies count for nothing, so that the request has no login. */
    private static final String OF_TOKENS = "/v1/";

    private Api admin;

    @BeforeEach
    void logIn() {
        admin = Api.login("admin");
    }

    @TestFactory
    Stream<DynamicTest> areRefusedWhenAnotherSiteMayHaveCausedThem() {
        return writes().stream()
                .map(route -> dynamicTest(route.toString(), () -> {
                    Response answer = asBrowser(route)
                            .header("Sec-Fetch-Site", "cross-site")
                            .header("Origin", "null")
                            .request(route.method(), route.with(VALUES));

                    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(403);
                }));
    }

    @TestFactory
    Stream<DynamicTest> areRefusedWhenTheBrowserDoesNotSayWhoCausedThem() {
        return writes().stream()
                .map(route -> dynamicTest(route.toString(), () -> {
                    Response answer = asBrowser(route).request(route.method(), route.with(VALUES));

                    assertThat(answer.statusCode()).isEqualTo(refusal(route));
                    assertThat(answer.jsonPath().getString("detail"))
                            .contains(refusal(route) == 401 ? "access token" : "cookie");
                }));
    }

    @Test
    void allOfThemAreTried() {
        assertThat(writes())
                .hasSizeGreaterThanOrEqualTo(35)
                .extracting(Route::path)
                .contains("/push/{channel}", "/feedback/{channel}", "/broadcast", "/admin/stop", "/api/v1/telemetry")
                .contains("/api/v1/devices/{id}/tokens", "/api/v1/notifications/{id}/read", "/api/v1/auth/logout");
    }

    private static int refusal(Route route) {
        return route.path().startsWith(OF_TOKENS) ? 401 : 403;
    }

    private RequestSpecification asBrowser(Route route) {
        RequestSpecification request = given().cookie("fleetcast_token", admin.token())
                // So that the request lacks only the right to make it.
                .queryParam("device", "W1")
                .queryParam("last_event_id", "1");
        route.fill(request);
        return request;
    }

    private static List<Route> writes() {
        return OpenApiRoutes.read().stream()
                .filter(route -> !route.method().equals("GET"))
                .filter(route -> !WITHOUT_COOKIE.contains(route.path()))
                // Resources of the tests.
                .filter(route -> !route.path().startsWith("/test/"))
                .toList();
    }
}
