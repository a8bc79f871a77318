package dev.fleetcast.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.PlainHttp;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Names and bodies that no client sends, to every route of devices that takes them: precise refusals, never a 500. */
@QuarkusTest
class DeviceInputTest {

    private static final List<String> SEGMENTS = List.of(
            "%00",
            "%ff",
            "%0d%0aX:%20y",
            "..%2f..%2fetc",
            "%F0%9F%9A%9A",
            "'%3B--",
            "$%7Bjndi%3Aldap%3A%2F%2Fx%7D",
            "%E2%80%AE",
            "x".repeat(300));

    private static final List<String> BODIES = List.of(
            "",
            "null",
            "[]",
            "\"x\"",
            "{",
            "{}x",
            "[".repeat(5_000),
            "{\"name\":\"a\",\"data\":\"\\ud800\"}",
            "{\"name\":\"a\",\"data\":\"\\u0000\"}",
            "{\"name\":[],\"arg\":{},\"return_value\":\"1\"}",
            "{\"name\":\"a\",\"ttl\":1e400,\"return_value\":1e400}",
            "{\"name\":\"a\\u0000\",\"arg\":\"\\u0000\",\"error\":\"\\ud800\"}",
            "{\"name\":\"a\",\"private\":\"perhaps\",\"return_value\":99999999999}",
            "{\"name\":\"a\",\"data\":\"" + "x".repeat(20_000) + "\",\"arg\":\"" + "x".repeat(2_000) + "\"}");

    private String token;

    @BeforeEach
    void logIn() {
        token = Api.login("admin").request().post("/api/v1/devices/140/tokens").path("data.token");
    }

    @TestFactory
    Stream<DynamicTest> hostileNamesAreRefused() {
        return SEGMENTS.stream()
                .map(name -> dynamicTest(name, () -> {
                    for (String path : List.of(
                            "/v1/devices/" + name,
                            "/v1/devices/" + name + "/events",
                            "/v1/devices/" + name + "/commands",
                            "/v1/devices/140/" + name,
                            "/api/v1/devices/" + name + "/events",
                            "/api/v1/devices/" + name + "/acks",
                            "/api/v1/devices/140/commands/" + name)) {
                        assertRefused(path, PlainHttp.get(path, "Authorization", "Bearer " + token));
                    }
                    for (String path : List.of(
                            "/v1/devices/" + name + "/led",
                            "/v1/devices/140/" + name,
                            "/v1/devices/140/commands/" + name)) {
                        assertRefused(path, post(path, "{\"return_value\":1}"));
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> hostileBodiesAreRefused() {
        return Stream.of(
                        "/v1/devices/events",
                        "/v1/devices/140/commands/01890a5d-ac96-774b-bcce-b302099a8057",
                        "/v1/devices/140/variables",
                        "/api/v1/devices/140/commands",
                        "/oauth/token")
                .flatMap(path -> BODIES.stream()
                        // A device's variables may have any names and values.
                        .filter(body -> !path.endsWith("variables") || !body.startsWith("{\""))
                        .map(body -> dynamicTest(
                                path + " " + body.substring(0, Math.min(60, body.length())),
                                () -> assertRefused(path, post(path, body)))));
    }

    @TestFactory
    Stream<DynamicTest> bytesThatAreNoTextAreRefused() {
        byte[] body = "{\"name\":\"a\u00ff\"}".getBytes(StandardCharsets.ISO_8859_1);
        return Stream.of("/v1/devices/events", "/v1/devices/140/led", "/v1/devices/140/variables", "/oauth/token")
                .flatMap(path -> Stream.of("application/json", "application/x-www-form-urlencoded")
                        .map(type -> dynamicTest(
                                path + " " + type,
                                () -> assertRefused(
                                        path,
                                        PlainHttp.post(
                                                path,
                                                body,
                                                "Authorization",
                                                "Bearer " + token,
                                                "Content-Type",
                                                type)))));
    }

    private HttpResponse<String> post(String path, String body) {
        return PlainHttp.post(path, body, "Authorization", "Bearer " + token, "Content-Type", "application/json");
    }

    private static void assertRefused(String path, HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(path + ": " + answer.body()).isBetween(400, 499);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        Map<String, Object> problem = JsonPath.from(answer.body()).getMap("$");
        assertThat(problem).containsEntry("status", answer.statusCode()).containsKeys("title", "detail");
        if (!path.startsWith("/api/")) {
            assertThat(problem).containsEntry("ok", false).containsKeys("error", "error_description");
        }
    }
}
