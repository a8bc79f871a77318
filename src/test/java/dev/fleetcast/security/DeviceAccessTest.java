package dev.fleetcast.security;

import static io.restassured.RestAssured.given;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.fleetcast.security.OpenApiRoutes.Route;
import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.RawSseClient;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every route of devices with every kind of token: foreign devices are out of reach, and no token is logged. */
@QuarkusTest
class DeviceAccessTest {

    private static final String OWN = "1";
    private static final String FOREIGN = "1001";
    /** Good for every route that takes one. */
    private static final Map<String, Object> BODY =
            Map.of("function", "led", "arg", "1", "return_value", 1, "name", "x");

    private Map<String, String> strangers;
    private Map<String, String> owners;

    @BeforeEach
    void logIn() {
        strangers = Map.of(
                "a login of another client", Api.login("other").token(),
                "an access token of another client", accessToken("other"),
                "a token of another client's device", deviceToken(FOREIGN),
                "a token of another device of the client", deviceToken("2"));
        owners = Map.of(
                "a login", Api.login("demo").token(),
                "an access token", accessToken("demo"),
                "the device's token", deviceToken(OWN));
    }

    private static String accessToken(String user) {
        return given().formParams(Map.of("grant_type", "password", "username", user, "password", user))
                .post("/oauth/token")
                .then()
                .statusCode(200)
                .extract()
                .path("access_token");
    }

    private static String deviceToken(String unit) {
        return Api.login("admin")
                .request()
                .post("/api/v1/devices/" + unit + "/tokens")
                .path("data.token");
    }

    @TestFactory
    Stream<DynamicTest> deviceOfOthersIsRefusedAndLooksLikeAMissingOne() {
        return routes().stream()
                .flatMap(route -> strangers.entrySet().stream()
                        .map(caller -> dynamicTest(route + " with " + caller.getKey(), () -> {
                            Response answer = call(route, OWN, caller.getValue());

                            assertThat(answer.statusCode())
                                    .as(answer.asString())
                                    .isEqualTo(route.path().startsWith("/v1/") ? 403 : 404);
                            assertThat(told(answer)).isEqualTo(told(call(route, "no-such-device", caller.getValue())));
                        })));
    }

    @Test
    void tokensAreNotLogged() {
        Map<String, String> tokens = new HashMap<>(owners);
        tokens.putAll(strangers);
        tokens.put("a forged token", "0123456789abcdef0123456789abcdef01234567");
        // A device that declares other functions answers no call.
        try (LogLines log = new LogLines();
                RawSseClient commands =
                        stream("/v1/devices/1/commands?functions=a&variables=a", "the device's token")) {
            await().until(() -> commands.text().startsWith(":ok"));
            for (String token : tokens.values()) {
                useEverywhere(token);
            }

            tokens.values().forEach(log::assertNoneContains);
        }
    }

    private RawSseClient stream(String path, String owner) {
        return RawSseClient.open(path, "Authorization", "Bearer " + owners.get(owner));
    }

    private static void useEverywhere(String token) {
        for (Route route : OpenApiRoutes.read()) {
            if (route.path().startsWith("/v1/devices") && !isStream(route)) {
                String path = path(route, OWN);
                request(route, token).request(route.method(), path);
                given().queryParam("access_token", token).request(route.method(), path);
                given().formParam("access_token", token).request(route.method(), path);
            }
        }
        for (String path : List.of("/v1/events/x", "/v1/devices/events", "/v1/devices/1/events")) {
            RawSseClient.open(path, "Authorization", "Bearer " + token).close();
            RawSseClient.open(path + "?access_token=" + token).close();
        }
        given().formParams(Map.of("grant_type", "refresh_token", "refresh_token", token))
                .post("/oauth/token");
        given().get("/v1/access_tokens/current?access_token=" + token);
        given().delete("/v1/access_tokens/" + token);
    }

    /** Routes of one device. */
    private static List<Route> routes() {
        List<Route> routes = OpenApiRoutes.read().stream()
                .filter(route -> route.path().matches("(/api)?/v1/devices/\\{id}.*"))
                // Of operators only.
                .filter(route -> !route.path().endsWith("/tokens"))
                .toList();
        assertThat(routes).hasSizeGreaterThanOrEqualTo(14);
        return routes;
    }

    private static boolean isStream(Route route) {
        return route.method().equals("GET")
                && (route.path().contains("/events") || route.path().endsWith("/commands"));
    }

    private static Response call(Route route, String device, String token) {
        return request(route, token).request(route.method(), path(route, device));
    }

    private static RequestSpecification request(Route route, String token) {
        RequestSpecification request = given().header("Authorization", "Bearer " + token);
        return route.method().equals("GET")
                ? request
                : request.contentType("application/json").body(BODY);
    }

    private static String path(Route route, String device) {
        return route.with(Map.ofEntries(
                entry("id", device),
                entry("name", "led"),
                entry("prefix", "event"),
                entry("token", "0123456789abcdef0123456789abcdef01234567"),
                entry("command_id", "01890a5d-ac96-774b-bcce-b302099a8057")));
    }

    /** The problem without the path, which repeats the caller's own input. */
    private static Map<String, Object> told(Response answer) {
        Map<String, Object> problem = new HashMap<>(answer.jsonPath().getMap("$"));
        problem.remove("instance");
        return problem;
    }
}
