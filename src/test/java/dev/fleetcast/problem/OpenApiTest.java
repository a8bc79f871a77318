package dev.fleetcast.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OpenApiTest {

    private static final List<String> WITHOUT_LOGIN = List.of(
            "/api/v1/auth/login",
            "/oauth/token",
            // The token in the path is the credential.
            "/v1/access_tokens/{token}",
            "/login",
            // Some channels are public.
            "/push/{channel}",
            "/feed/{channels}",
            "/feedback/{channel}",
            "/sse/connect",
            "/sse/selftest",
            "/sse/telemetry/connect",
            "/sse/pong/{stream_id}",
            "/sse/telemetry/pong/{stream_id}");

    @Test
    void saysWhatItIsAndUnderWhichLicence() {
        JsonPath api = openApi();

        assertThat(api.getString("info.title")).isEqualTo("Fleetcast");
        assertThat(api.getString("info.license.name")).isEqualTo("Apache-2.0");
        assertThat(api.getString("components.securitySchemes.bearer.scheme")).isEqualTo("bearer");
        assertThat(api.getString("components.securitySchemes.cookie.name")).isEqualTo("fleetcast_token");
    }

    @Test
    void everyErrorIsAProblem() {
        forEachOperation((name, operation) -> responses(operation).forEach((status, response) -> {
            if (status.startsWith("4") || status.startsWith("5")) {
                assertThat(response.toString())
                        .as(name + " " + status)
                        .contains("application/problem+json", "$ref=#/components/schemas/HttpProblem");
            }
            if (status.equals("422")) {
                assertThat(response.toString()).as(name).contains("violations", "field", "message");
            }
        }));
    }

    @Test
    void everythingElseNeedsALoginByHeaderOrCookie() {
        forEachOperation((name, operation) -> {
            if (WITHOUT_LOGIN.contains(name.substring(name.indexOf(' ') + 1))) {
                assertThat(operation).as(name).doesNotContainKey("security");
            } else if (name.contains(" /v1/")) {
                assertThat(String.valueOf(operation.get("security")))
                        .as(name)
                        .contains("bearer")
                        .doesNotContain("cookie");
                assertThat(responses(operation)).as(name).containsKey("401");
            } else {
                assertThat(String.valueOf(operation.get("security"))).as(name).contains("bearer", "cookie");
                assertThat(responses(operation)).as(name).containsKey("401");
            }
        });
    }

    @Test
    void administrationNeedsItsRole() {
        forEachOperation((name, operation) -> {
            if (name.contains("/api/v1/admin/")) {
                assertThat(String.valueOf(operation.get("security"))).as(name).contains("bearer=[admin");
                assertThat(responses(operation)).as(name).containsKey("403");
            }
        });
    }

    @Test
    void fieldsAreNamedAsOnTheWireAndNothingInternalShows() {
        String schemas = String.valueOf(openApi().getMap("components.schemas"));

        assertThat(schemas)
                .contains("full_name", "vehicle_reg_no", "backup_1_unit_id")
                .doesNotContain("fullName");
        assertThat(schemas).doesNotContain("HttpServerRequest");
    }

    private static JsonPath openApi() {
        return given().accept("application/json").get("/q/openapi").jsonPath();
    }

    private static void forEachOperation(BiConsumer<String, Map<String, Object>> check) {
        Map<String, Map<String, Map<String, Object>>> paths = openApi().get("paths");
        paths.keySet().removeIf(path -> path.startsWith("/test/"));
        paths.forEach((path, methods) ->
                methods.forEach((method, operation) -> check.accept(method + " " + path, operation)));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> responses(Map<String, Object> operation) {
        return (Map<String, Object>) operation.get("responses");
    }
}
