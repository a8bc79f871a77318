package dev.fleetcast.security;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.SseClient;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Headers on every response that restrict browsers. */
@QuarkusTest
class HeadersTest {

    private static final Map<String, String> ALWAYS = Map.of(
            "X-Content-Type-Options", "nosniff",
            "X-Frame-Options", "DENY",
            "Referrer-Policy", "same-origin");

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/units", "/api/v1/no-such-thing", "/q/health/live", "/q/metrics", "/no-such-page"})
    void responsesForbidSniffingAndFraming(String path) {
        Response answer = get(path);

        assertThat(ALWAYS)
                .allSatisfy((name, value) ->
                        assertThat(answer.header(name)).as(name).isEqualTo(value));
    }

    @Test
    void streamsCarryTheHeadersToo() {
        try (SseClient stream = Api.connect()) {
            assertThat(ALWAYS)
                    .allSatisfy((name, value) -> assertThat(
                                    stream.response().headers().firstValue(name))
                            .contains(value));
            assertThat(stream.response().headers().allValues("Cache-Control"))
                    .containsExactly("no-cache, no-transform");
        }
    }

    @Test
    void tokensAreNotCached() {
        Response login = given().contentType("application/json")
                .body(Map.of("username", "demo", "password", "demo"))
                .post("/api/v1/auth/login");
        Response unit = Api.login("demo").request().get("/api/v1/monitoring/unit/1");

        assertThat(login.headers().getValues("Cache-Control")).containsExactly("no-store");
        assertThat(unit.headers().getValues("Cache-Control")).containsExactly("no-store");
        assertThat(get("/api/v1/units").header("Cache-Control")).isEqualTo("no-store");
    }

    @Test
    void responsesDoNotNameTheSoftware() {
        assertThat(get("/api/v1/units").headers().asList())
                .noneMatch(header -> header.getName().equalsIgnoreCase("Server")
                        || header.getName().equalsIgnoreCase("X-Powered-By"));
    }
}
