package dev.fleetcast.problem;

import static dev.fleetcast.problem.TestProblems.assertProblem;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;

import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.RawRequest;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests whose address, headers, parameters or body are malformed. */
@QuarkusTest
class MalformedRequestTest {

    @ParameterizedTest
    @ValueSource(strings = {"json", "application", ";;;", "a/b/c", "/", "text/"})
    void malformedContentTypeIsTreatedAsUnknown(String type) {
        assertThat(RawRequest.exchange(post("/api/v1/auth/login", type)))
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json");
        assertThat(RawRequest.exchange(post("/push/CHANNEL_errors", type))).startsWith("HTTP/1.1 204");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ",", " , ,"})
    void acceptWithoutATypeCountsAsNone(String accept) {
        String login = "Authorization: Bearer " + Api.login("demo").token();

        for (String path : List.of("/api/v1/telemetry/feed", "/api/v1/history/telemetry/unit/1/date/2026-02-16")) {
            assertThat(RawRequest.status("GET", path, login, "Accept: " + accept))
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "100000000000000000000"})
    void numberThatIsNoIdIsNotReadAsOne(String id) {
        Response response = Api.login("demo")
                .request()
                .contentType("application/json")
                .body("{\"pools\":[" + id + "]}")
                .put("/sse/telemetry/area/" + "a".repeat(22));

        assertProblem(response, 400);
        assertThat(response.jsonPath().getString("detail"))
                .isEqualTo("The field pools[0] does not have the expected form.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"username\":\"demo\",\"password\":\"demo\"}x", "{} {}", "{}]"})
    void trailingTextAfterJsonIsRefused(String body) {
        assertProblem(given().contentType("application/json").body(body).post("/api/v1/auth/login"), 400);
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

        assertProblem(response, 400);
        assertThat(response.jsonPath().getString("detail")).startsWith("The body has a member twice (line 1, column ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/push/CHANNEL_1;x", "/push;x=1/CHANNEL_1", "/admin;x/stop"})
    void semicolonDoesNotLeadToAnotherPath(String path) {
        assertThat(RawRequest.exchange(post(path, "text/plain")))
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json", "as %3B");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%zz", "/sse/telemetry/pong/%zz", "/api/v1/units?q=%zz", "/feed/a|b"})
    void malformedAddressIsAProblem(String path) {
        assertThat(RawRequest.exchange("GET " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("application/problem+json", "The URI is malformed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"size=abc", "size=1.5", "page=99999999999"})
    void malformedNumberIsNamed(String query) {
        Response response = Api.login("demo").request().get("/api/v1/units?" + query);

        assertProblem(response, 422);
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

        assertProblem(response, 415);
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

        assertProblem(response, 400);
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

        assertProblem(response, 422);
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

        assertProblem(response, 422);
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

    private static String post(String path, String type) {
        return "POST " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: " + type
                + "\r\nContent-Length: 2\r\n\r\n{}";
    }
}
