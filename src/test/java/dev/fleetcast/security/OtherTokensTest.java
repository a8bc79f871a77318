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
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Tokens that are no logins, tried on every route that needs a login. */
@QuarkusTest
class OtherTokensTest {

    /** Routes that need no login. */
    private static final Set<String> OPEN = Set.of(
            "/api/v1/auth/login",
            "/login",
            "/sse/pong/{stream_id}",
            "/sse/selftest",
            "/sse/telemetry/pong/{stream_id}");

    /**
     * Routes that accept device tokens: a device may follow and confirm, and gets 403 as a publisher, see
     * ChannelAccessTest.
     */
    private static final Set<String> FOR_DEVICES = Set.of("/feed/{channels}", "/feedback/{channel}", "/push/{channel}");

    private static final Map<String, String> VALUES = Map.of(
            "id", "1",
            "imei", "1",
            "serial_no", "1",
            "assignment", "primary",
            "stream_id", "A".repeat(32),
            "token", "a.b.c",
            "channel", "ops",
            "channels", "ops");

    @TestFactory
    Stream<DynamicTest> deviceTokenIsNoLogin() {
        String token =
                Api.login("admin").request().post("/api/v1/devices/W1/tokens").path("data.token");

        return routes().stream()
                .filter(route -> !FOR_DEVICES.contains(route.path()))
                .map(route -> dynamicTest(route.toString(), () -> assertRefused(route, token)));
    }

    @TestFactory
    Stream<DynamicTest> subscriptionTokenIsNoLogin() {
        String token = Api.login("demo").subscriptionToken(1);

        return routes().stream().map(route -> dynamicTest(route.toString(), () -> assertRefused(route, token)));
    }

    private static void assertRefused(Route route, String token) {
        RequestSpecification request = given().header("Authorization", "Bearer " + token)
                .queryParam("device", "W1")
                .queryParam("last_event_id", "1");
        route.fill(request);

        Response answer = request.request(route.method(), route.with(VALUES));

        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(401);
        assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(answer.asString()).doesNotContain(token);
    }

    private static List<Route> routes() {
        List<Route> routes = OpenApiRoutes.read().stream()
                .filter(route -> !OPEN.contains(route.path()) && !route.path().startsWith("/test/"))
                .toList();
        assertThat(routes).hasSizeGreaterThan(70);
        return routes;
    }
}
