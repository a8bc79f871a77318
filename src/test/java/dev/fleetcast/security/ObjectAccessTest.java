package dev.fleetcast.security;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.fleetcast.security.OpenApiRoutes.Route;
import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.SseClient;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * Object-level authorization for every route that names an object: the demo's second company cannot use objects of the
 * first. Tests new routes automatically.
 */
@QuarkusTest
class ObjectAccessTest {

    private static final String UNKNOWN_ID = "999999999";

    private SseClient stream;
    private Api other;
    private Map<String, String> foreign;

    @BeforeEach
    void logIn() {
        Api demo = Api.login("demo");
        other = Api.login("other");
        stream = Api.connect();
        String streamId = stream.streamId();
        demo.follow(streamId, 1);
        var unit = demo.request().get("/api/v1/monitoring/unit/1").jsonPath();
        foreign = Map.ofEntries(
                entry("id", "1"),
                entry("imei", unit.getString("data.imei")),
                entry("serial_no", unit.getString("data.serial_no")),
                entry("assignment", "primary"),
                entry("stream_id", streamId),
                entry("token", unit.getString("data.token")),
                entry("name", "value"),
                entry("prefix", "event"),
                entry("command_id", "1"),
                // Channels have no owner; without the role no channel accepts a push.
                entry("channel", "of-others"));
    }

    @AfterEach
    void disconnect() {
        stream.close();
    }

    @TestFactory
    Stream<DynamicTest> foreignObjectIsRefusedOnEveryRoute() {
        return ownedRoutes().stream()
                .map(route -> dynamicTest(route.toString(), () -> {
                    Response answer = call(route, foreign);

                    assertThat(answer.statusCode()).as(answer.asString()).isIn(401, 403, 404);
                }));
    }

    @TestFactory
    Stream<DynamicTest> foreignObjectLooksLikeAMissingOne() {
        Map<String, String> unknown = new HashMap<>(foreign);
        List.of("id", "imei", "serial_no", "unit_id", "vehicle_id", "client_id", "pool_id")
                .forEach(name -> unknown.put(name, UNKNOWN_ID));
        return ownedRoutes().stream()
                .filter(route -> route.method().equals("GET"))
                .map(route -> dynamicTest(route.toString(), () -> {
                    Response answer = call(route, foreign);
                    Response none = call(route, unknown);

                    assertThat(answer.statusCode()).isEqualTo(none.statusCode());
                    assertThat(told(answer)).isEqualTo(told(none));
                }));
    }

    @Test
    void routesThatNameObjectsAreAllFound() {
        assertThat(ownedRoutes()).hasSizeGreaterThanOrEqualTo(40);
    }

    private static List<Route> ownedRoutes() {
        return OpenApiRoutes.read().stream()
                .filter(route -> !route.parameters().isEmpty())
                // Every logged-in user may listen to any channel.
                .filter(route -> !route.path().startsWith("/feed"))
                // Names units in a parameter, and omits those of others.
                .filter(route -> !route.path().startsWith("/api/v1/history/events/units/"))
                // Each company has its own values and events.
                .filter(route -> !route.path().startsWith("/api/v1/values/"))
                .filter(route -> !route.path().matches("/v1/(devices/)?events/\\{prefix}"))
                // Resources of the tests.
                .filter(route -> !route.path().startsWith("/test/"))
                .toList();
    }

    private Response call(Route route, Map<String, String> values) {
        RequestSpecification request = other.request();
        if (route.contentType() != null) {
            String body = route.path().contains("/area/")
                    ? "{\"all\":true}"
                    : "{\"tokens\":[\"" + values.get("token") + "\"]}";
            request.contentType(route.contentType()).body(body.getBytes(StandardCharsets.UTF_8));
        }
        return request.request(route.method(), route.with(values));
    }

    /** The problem without the path, which repeats the caller's own input. */
    private static Map<String, Object> told(Response answer) {
        Map<String, Object> problem = new HashMap<>(answer.jsonPath().getMap("$"));
        problem.remove("instance");
        return problem;
    }
}
