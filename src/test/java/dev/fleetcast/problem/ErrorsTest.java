package dev.fleetcast.problem;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

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
    void metricsNameNoTokens() {
        given().post("/sse/telemetry/subscribe/abc/secret.token.here").then().statusCode(401);

        given().get("/q/metrics").then().statusCode(200).body(not(containsString("secret.token")));
    }

    @Test
    void ourOwnFaultTellsNothingInternal() {
        Response response = given().get("/test/who/broken");

        problem(response, 500);
        assertThat(response.body().asString()).doesNotContain("secret detail", "IllegalState", "dev.fleetcast");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"%00", "..%2f..%2fetc", "%2e%2e/x", "a%20b", "%F0%9F%9A%8C", "%ff", "a;b=c", "%0d%0aX:%20y"})
    void strangeIdsAreNotFoundOrRefusedAndNeverOurFault(String id) {
        int status = given().urlEncodingEnabled(false)
                .post("/sse/telemetry/pong/" + id)
                .statusCode();

        assertThat(status).isIn(400, 401, 404, 405);
    }

    @Test
    void bodyThatSaysItIsTooLargeIsNotRead() throws IOException {
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

    private static void problem(Response response, int status) {
        response.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status))
                .body("type", equalTo("about:blank"));
        assertThat(response.jsonPath().getString("title")).isNotBlank();
        assertThat(response.jsonPath().getString("detail")).isNotBlank();
        assertThat(response.jsonPath().getString("instance")).startsWith("/");
    }

    /** Sends the text and returns what comes until the server closes. */
    private String raw(String request) throws IOException {
        try (Socket socket = new Socket("localhost", url.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
