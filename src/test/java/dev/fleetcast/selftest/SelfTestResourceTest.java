package dev.fleetcast.selftest;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.testing.PlainHttp;
import dev.fleetcast.testing.RawSseClient;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class SelfTestResourceTest {

    private static final String PATH = "/sse/selftest";
    private static final int MOST_AT_A_TIME = 10;

    @Test
    void stepsArriveOneByOneWithTheirSendTime() {
        try (RawSseClient client = Awaitility.await().until(this::atItsFirstTick, Objects::nonNull)) {
            JsonPath begin = JsonPath.from(client.events().get(0).data());

            client.awaitEnd();

            assertThat(client.isComplete()).isTrue();
            assertThat(client.response().headers().firstValue("X-Accel-Buffering"))
                    .contains("no");
            assertThat(begin.getString("accept_encoding")).isEqualTo("gzip");
            assertThat(begin.getString("http")).isEqualTo("http/1.1");
            assertThat(begin.getInt("ping_ms")).isEqualTo(15_000);
            assertThat(steps(client))
                    .containsExactly(
                            "begin", "tick", "tick", "tick", "tick", "tick", "tick", "padded", "quiet_over", "end");
            assertThat(client.text().length()).isGreaterThan(64 * 1024);
        }
    }

    /** A self-test that has shown the first of its steps only; null if the machine held it up. */
    private RawSseClient atItsFirstTick() {
        RawSseClient client = RawSseClient.open(PATH + "?quiet=1", "Accept-Encoding", "gzip");
        client.await(event -> event.data().contains("\"tick\""));
        if (!client.text().contains("padded")) {
            return client;
        }
        client.close();
        return null;
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "51", "-1", "1.5", "long", "99999999999"})
    void silenceIsBounded(String quiet) {
        given().queryParam("quiet", quiet).get(PATH).then().statusCode(400).contentType("application/problem+json");
    }

    @Test
    void headOpensNothing() {
        for (int i = 0; i < MOST_AT_A_TIME + 1; i++) {
            assertThat(given().queryParam("quiet", 50).head(PATH).statusCode()).isEqualTo(200);
        }

        assertThat(isTaken()).isTrue();
    }

    @Test
    void concurrentSelfTestsAreLimited() {
        List<RawSseClient> open = new ArrayList<>();
        try {
            for (int i = 0; i < MOST_AT_A_TIME; i++) {
                open.add(Awaitility.await().until(this::placeOrNull, Objects::nonNull));
            }

            var refused = PlainHttp.get(PATH);

            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Retry-After")).contains("10");
        } finally {
            open.forEach(RawSseClient::close);
        }
        // A client that disconnects frees its place.
        Awaitility.await().until(this::isTaken);
    }

    /** Null while a client that has just disconnected still occupies its place. */
    private RawSseClient placeOrNull() {
        RawSseClient client = RawSseClient.open(PATH + "?quiet=50");
        if (client.response().statusCode() == 200) {
            return client;
        }
        client.close();
        return null;
    }

    private boolean isTaken() {
        try (RawSseClient client = RawSseClient.open(PATH + "?quiet=1")) {
            return client.response().statusCode() == 200;
        }
    }

    private static List<String> steps(RawSseClient client) {
        return client.data().stream()
                .map(data -> JsonPath.from(data).getString("step"))
                .toList();
    }
}
