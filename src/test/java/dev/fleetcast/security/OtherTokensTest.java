package dev.fleetcast.security;

import static io.restassured.RestAssured.given;
import static java.util.Map.entry;
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
            "/oauth/token",
            "/v1/access_tokens/{token}",
            "/sse/pong/{stream_id}",
            "/sse/selftest",
            "/sse/telemetry/pong/{stream_id}");

    /**
     * Channels accept device tokens: a device may follow and confirm, and gets 403 as a publisher, see
     * ChannelAccessTest. So does the API of devices.
     */
    private static final List<String> FOR_DEVICES = List.of(
            "/feed/",
            "/feedback/",
            "/push/",
            "/v1/",
            "/api/v1/values",
            "/api/v1/devices/{id}/acks",
            "/api/v1/devices/{id}/commands",
            "/api/v1/devices/{id}/events");

    private static final Map<String, String> VALUES = Map.ofEntries(
            entry("id", "1"),
            entry("imei", "1"),
            entry("serial_no", "1"),
            entry("assignment", "primary"),
            entry("stream_id", "A".repeat(32)),
            entry("token", "a.b.c"),
            entry("name", "value"),
            entry("prefix", "event"),
            entry("command_id", "1"),
            entry("channel", "ops"),
            entry("channels", "ops"));

    @TestFactory
    Stream<DynamicTest> deviceTokenIsNoLogin() {
        String token =
                Api.login("admin").request().post("/api/v1/devices/W1/tokens").path("data.token");

        return routes().stream()
                .filter(route -> FOR_DEVICES.stream().noneMatch(route.path()::startsWith))
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
