package dev.fleetcast.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.RawRequest;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ErrorsTest {

    @TestHTTPResource
    URI url;

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

        problem(response, status);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "DELETE | /api/v1/auth/login      | OPTIONS, POST",
                "PUT    | /api/v1/units           | GET, HEAD, OPTIONS",
                "POST   | /api/v1/admin/units/1   | DELETE, GET, HEAD, OPTIONS, PATCH, PUT",
                "GET    | /sse/telemetry/pong/abc | OPTIONS, POST"
            })
    void methodsThatAreSupportedAreNamed(String method, String path, String allowed) {
        Response response = given().request(method, path);

        problem(response, 405);
        assertThat(response.header("Allow")).isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"json", "application", ";;;", "a/b/c", "/", "text/"})
    void malformedContentTypeIsTreatedAsUnknown(String type) throws IOException {
        assertThat(raw(post("/api/v1/auth/login", type, "{}")))
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json");
        assertThat(raw(post("/push/CHANNEL_errors", type, "{}"))).startsWith("HTTP/1.1 204");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"username\":\"demo\",\"password\":\"demo\"}x", "{} {}", "{}]"})
    void trailingTextAfterJsonIsRefused(String body) {
        problem(given().contentType("application/json").body(body).post("/api/v1/auth/login"), 400);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            POST | /api/v1/auth/login         | {"username":"demo","password":"x","password":"demo"}
            POST | /sse/telemetry/subscribe/a | {"tokens":["a"],"tokens":["b"]}
            PUT  | /sse/telemetry/area/a      | {"polygon":{"type":"Polygon","type":"Polygon","coordinates":[]}}
            """)
    void duplicateMemberIsRefused(String method, String path, String body) {
        Response response = Api.login("demo")
                .request()
                .contentType("application/json")
                .body(body)
                .request(method, path);

        problem(response, 400);
        assertThat(response.jsonPath().getString("detail")).startsWith("The body has a member twice (line 1, column ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%zz", "/sse/telemetry/pong/%zz", "/api/v1/units?q=%zz", "/feed/a|b"})
    void malformedAddressIsAProblem(String path) throws IOException {
        assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json", "The URI is malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/push/CHANNEL_1;x", "/push;x=1/CHANNEL_1", "/admin;x/stop"})
    void semicolonDoesNotLeadToAnotherPath(String path) throws IOException {
        assertThat(raw(post(path, "text/plain", "x")))
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json", "as %3B");
    }

    @ParameterizedTest
    @ValueSource(strings = {"size=abc", "size=1.5", "page=99999999999"})
    void malformedNumberIsNamed(String query) {
        Response response = Api.login("demo").request().get("/api/v1/units?" + query);

        problem(response, 422);
        assertThat(response.jsonPath().getString("violations[0].field")).isEqualTo(query.split("=")[0]);
        assertThat(response.jsonPath().getString("detail")).endsWith("must be a whole number.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/v1/telemetry", "/api/v1/auth/login", "/push/CHANNEL_1", "/broadcast", "/feedback/CHANNEL_1"
            })
    void compressedBodyIsAnUnsupportedMediaType(String path) {
        Response response = Api.login("publisher")
                .request()
                .header("Content-Encoding", "gzip")
                .contentType("application/json")
                .body(new byte[] {0x1f, (byte) 0x8b, 8, 0})
                .post(path);

        problem(response, 415);
        assertThat(response.header("Accept-Encoding")).isEqualTo("identity");
        assertThat(response.jsonPath().getString("detail")).contains("without Content-Encoding");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/telemetry", "/sse/telemetry/subscribe/abc"})
    void jsonBeyondALimitIsNotReportedAsMalformed(String path) {
        Response response = Api.login("publisher")
                .request()
                .contentType("application/json")
                .body("{\"tokens\":[" + "1".repeat(1_001) + "]}")
                .post(path);

        problem(response, 400);
        assertThat(response.jsonPath().getString("detail")).contains("numbers of at most 1000 digits");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/units, q",
        "/api/v1/units, page",
        "/api/v1/monitoring/units, ids",
        "/api/v1/notifications, before"
    })
    void emptyParameterIsRefused(String path, String parameter) {
        Response response = Api.login("demo").request().get(path + "?" + parameter + "=");

        problem(response, 422);
        assertThat(response.jsonPath().getString("violations[0].field")).isEqualTo(parameter);
    }

    @ParameterizedTest
    @ValueSource(strings = {"presence=", "presence=yes", "initial=", "initial=some", "device="})
    void invalidFeedParameterIsRefused(String query) {
        assertThat(RawRequest.status("GET", "/feed/CHANNEL_1?" + query)).isIn(400, 422);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"tokens":[]}                     | tokens
            {"tokens":null}                   | tokens
            {"token":["a"]}                   | tokens
            {"tokens":["a"],"mod":"latest"}   | mod
            """)
    void emptyOrMalformedTokenListIsRefused(String body, String field) {
        Response response = Api.login("demo")
                .request()
                .contentType("application/json")
                .body(body)
                .post("/sse/telemetry/subscribe/" + "a".repeat(22));

        problem(response, 422);
        assertThat(response.jsonPath().getString("violations[0].field")).isIn(field, "token");
    }

    @Test
    void headersAndElementsOfListsAreNamedAsTheyAre() {
        Api.login("publisher")
                .request()
                .header("Idempotency-Key", "k".repeat(201))
                .contentType("application/json")
                .body("[]")
                .post("/api/v1/telemetry")
                .then()
                .statusCode(422)
                .body("violations[0].field", equalTo("Idempotency-Key"));
        Api.login("demo")
                .request()
                .contentType("application/json")
                .body("{\"tokens\":[null]}")
                .post("/sse/telemetry/subscribe/abc")
                .then()
                .statusCode(422)
                .body("violations[0].field", equalTo("tokens[0]"));
    }

    @Test
    void pagesOfAllowedOriginsMayReadThatABodyIsTooLarge() throws IOException {
        String answer = raw("POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nOrigin: http://localhost:3000\r\n"
                + "Content-Type: application/json\r\nContent-Length: 100000000\r\n\r\n{");

        assertThat(answer)
                .startsWith("HTTP/1.1 413")
                .containsIgnoringCase("access-control-allow-origin: http://localhost:3000");
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
    void unknownFieldsAndBadValuesAreReportedTogether() {
        Api.login("demo")
                .request()
                .contentType("application/json")
                .body("{\"tokens\":[],\"mod\":{\"a\":[1]},\"intervall\":\"PT2S\"}")
                .post("/sse/telemetry/subscribe/" + "a".repeat(22))
                .then()
                .statusCode(422)
                .body("violations.field", containsInAnyOrder("tokens", "mod", "intervall"));
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

        problem(response, 406);
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
    void metricsNameTemplatesInsteadOfPaths() throws IOException {
        String token = "secret.token.here";
        String path = "/sse/telemetry/subscribe/abc/" + token;
        given().post(path).then().statusCode(401);
        given().get(path).then().statusCode(405);
        given().header("Origin", "http://evil.example").post(path).then().statusCode(403);
        given().header("Origin", "http://evil.example").options(path);
        raw("POST " + path + "%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        raw("POST " + path + " HTTP/1.1\r\nHost: x\r\nContent-Length: 100000000\r\n\r\n{");
        given().get("/push/made-up").then().statusCode(405);
        Api.login("demo").request().get("/api/v1/monitoring/unit/3").then().statusCode(200);

        String metrics =
                given().get("/q/metrics").then().statusCode(200).extract().asString();

        assertThat(metrics).doesNotContain("secret.token", "made-up");
        assertThat(metrics)
                .contains(
                        "uri=\"/sse/telemetry/subscribe/{stream_id}/{token}\"",
                        "uri=\"/api/v1/monitoring/unit/{id}\"",
                        "uri=\"OTHER\"");
    }

    @Test
    void internalErrorRevealsNothing() {
        Response response = given().get("/test/who/broken");

        problem(response, 500);
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

    @Test
    void bodyDeclaredTooLargeIsNotRead() throws IOException {
        String answer = raw("POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Content-Length: 100000000\r\n\r\n{");

        assertThat(answer).startsWith("HTTP/1.1 413").contains("application/problem+json", "\"status\":413");
    }

    @Test
    void bodyThatTurnsOutTooLargeIsRefused() throws IOException {
        StringBuilder chunks = new StringBuilder("POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\n"
                + "Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "d\r\n{\"username\":\"\r\n");
        String chunk = "a".repeat(0x10000);
        for (int i = 0; i < 20; i++) {
            chunks.append("10000\r\n").append(chunk).append("\r\n");
        }

        String answer = raw(chunks.append("0\r\n\r\n").toString());

        assertThat(answer).startsWith("HTTP/1.1 413").contains("application/problem+json", "\"status\":413");
    }

    private static String post(String path, String type, String body) {
        return "POST " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: " + type
                + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static void problem(Response response, int status) {
        response.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status))
                .body("type", equalTo(ProblemType.of(status).uri().toString()));
        assertThat(response.jsonPath().getString("title")).isNotBlank();
        assertThat(response.jsonPath().getString("detail")).isNotBlank();
        assertThat(response.jsonPath().getString("instance")).startsWith("/");
    }

    /** Sends the text and returns everything received until the server closes the connection. */
    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("localhost", url.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
