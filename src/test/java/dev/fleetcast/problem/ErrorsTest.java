package dev.fleetcast.problem;

import static dev.fleetcast.problem.TestProblems.assertProblem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.RawRequest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ErrorsTest {

    @ParameterizedTest
    @CsvSource({
        "GET,    /nowhere,                404",
        "GET,    /q/nowhere,              404",
        "GET,    /api/v1/auth/login,      405",
        "DELETE, /test/who,               405",
        "POST,   /api/v1/auth/login,      400",
        "POST,   /api/v1/telemetry,       415",
        "GET,    /api/v1/auth/token,      401",
        "POST,   /sse/telemetry/subscribe/abc/a.b.c, 401"
    })
    void everyErrorIsAProblem(String method, String path, int status) {
        Response response = given().contentType("text/plain").body("x").request(method, path);

        assertProblem(response, status);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DELETE | /api/v1/auth/login      | OPTIONS, POST",
                "PUT    | /api/v1/units           | GET, HEAD, OPTIONS",
                "POST   | /api/v1/admin/units/1   | DELETE, GET, HEAD, OPTIONS, PATCH, PUT",
                "GET    | /sse/telemetry/pong/abc | OPTIONS, POST",
                // Several classes have resources below these paths.
                "DELETE | /api/v1/admin/users/1/tokens | GET, HEAD, OPTIONS, POST",
                "PUT    | /api/v1/values/a/devices | GET, HEAD, OPTIONS, POST"
            })
    void methodsThatAreSupportedAreNamed(String method, String path, String allowed) {
        Response response = given().request(method, path);

        assertProblem(response, 405);
        assertThat(response.header("Allow")).isEqualTo(allowed);
    }

    @Test
    void missingRoleIsNamed() {
        Api.login("demo")
                .request()
                .get("/api/v1/admin/units")
                .then()
                .statusCode(403)
                .body("type", equalTo(ProblemType.ROLE_REQUIRED.uri().toString()))
                .body("detail", equalTo("The call requires the role admin or fleet_admin."))
                .body("required_roles", contains("admin", "fleet_admin"));
    }

    @Test
    void unknownStreamIsNotAnUnknownPath() {
        given().post("/sse/telemetry/pong/" + "a".repeat(22))
                .then()
                .statusCode(404)
                .body("type", equalTo(ProblemType.NO_SUCH_STREAM.uri().toString()))
                .body("detail", containsString("it has ended, or it belongs to another session"));
    }

    @ParameterizedTest
    @EnumSource
    void everyKindHasItsSectionOnThePage(ProblemType kind) {
        given().get(ProblemType.PAGE)
                .then()
                .statusCode(200)
                .body(containsString("<section id=\"" + kind.anchor() + "\">"));
    }

    @Test
    void nothingAcceptableIsAProblem() {
        Response response = given().accept("image/png").get("/sse/telemetry/connect");

        assertProblem(response, 406);
    }

    @Test
    void pathsWithTokensAreMasked() {
        given().post("/sse/telemetry/subscribe/abc/secret.token.here")
                .then()
                .statusCode(401)
                .body(not(containsString("secret")))
                .body("instance", equalTo("/sse/telemetry/subscribe/abc/***"));
    }

    @Test
    void metricsNameTemplatesInsteadOfPaths() {
        String token = "secret.token.here";
        String path = "/sse/telemetry/subscribe/abc/" + token;
        given().post(path).then().statusCode(401);
        given().get(path).then().statusCode(405);
        given().header("Origin", "http://evil.example").post(path).then().statusCode(403);
        given().header("Origin", "http://evil.example").options(path);
        RawRequest.exchange("POST " + path + "%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        RawRequest.exchange("POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: 100000000\r\n\r\n{");
        given().get("/push/made-up").then().statusCode(405);
        Api.login("demo").request().get("/api/v1/monitoring/unit/3").then().statusCode(200);

        // A request is counted when its response has ended, of which the client may know first.
        await().untilAsserted(() -> assertThat(metrics())
                .contains(
                        "uri=\"/sse/telemetry/subscribe/{stream_id}/{token}\"",
                        "uri=\"/api/v1/monitoring/unit/{id}\"",
                        "uri=\"OTHER\""));
        assertThat(metrics()).doesNotContain("secret.token", "made-up");
    }

    private static String metrics() {
        return given().get("/q/metrics").then().statusCode(200).extract().asString();
    }

    @Test
    void internalErrorRevealsNothing() {
        Response response = given().get("/test/who/broken");

        assertProblem(response, 500);
        assertThat(response.body().asString()).doesNotContain("secret detail", "IllegalState", "dev.fleetcast");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"%00", "..%2f..%2fetc", "%2e%2e/x", "a%20b", "%F0%9F%9A%8C", "%ff", "a;b=c", "%0d%0aX:%20y"})
    void strangeIdsAreNotFoundOrRefusedAndNeverAServerError(String id) {
        int status = given().urlEncodingEnabled(false)
                .post("/sse/telemetry/pong/" + id)
                .statusCode();

        assertThat(status).isIn(400, 401, 404, 405);
    }
}
