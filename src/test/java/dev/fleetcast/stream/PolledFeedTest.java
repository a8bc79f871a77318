package dev.fleetcast.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.Feed;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The feed as a client gets it that polls. */
@QuarkusTest
@TestProfile(StreamLifeTest.ShortTimes.class)
class PolledFeedTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PATH = "/api/v1/telemetry/feed";

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    private Api demo;
    private Feed feed;

    @BeforeEach
    void begin() {
        demo = Api.login("demo");
        feed = new Feed(bootstrapServers);
    }

    @AfterEach
    void end() {
        feed.close();
    }

    @Test
    void beginsWithTheLastKnownMessageOfEveryVisibleUnit() throws IOException {
        int own = send(80);
        int another = send(81);
        send(1001);

        JsonNode page = untilIt("", own, another);

        assertThat(sequences(page)).contains(own, another);
        assertThat(page.at("/meta/more").asBoolean(true)).isFalse();
        assertThat(page.path("data"))
                .allMatch(message -> message.at("/vehicle/client_id").asLong() == 1);
    }

    @Test
    void continuesOnceAndInOrder() throws IOException {
        String cursor = cursor(get("units=82,83"));
        List<Integer> sent = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            sent.add(send(i % 3 == 0 ? 83 : 82));
            send(84);
        }

        List<Integer> got = new ArrayList<>();
        while (got.size() < sent.size()) {
            JsonNode page = get("units=82,83&limit=2&wait=PT20S&cursor=" + cursor);
            assertThat(page.path("data").size()).isLessThanOrEqualTo(2);
            got.addAll(sequences(page));
            cursor = cursor(page);
        }

        assertThat(got).containsExactlyInAnyOrderElementsOf(sent);
        assertThat(got.stream().filter(number -> sent.indexOf(number) % 3 != 0)).isSorted();
        assertThat(sequences(get("units=82,83&cursor=" + cursor))).isEmpty();
    }

    @Test
    void waitsForAMessage() throws IOException {
        String cursor = cursor(get("units=85"));
        CompletableFuture<Response> answer =
                CompletableFuture.supplyAsync(() -> request("units=85&wait=PT30S&cursor=" + cursor));

        int sent = send(85);

        assertThat(sequences(JSON.readTree(answer.join().asString()))).containsExactly(sent);
    }

    @Test
    void waitThatEndsInVainHasACursorToo() throws IOException {
        JsonNode page = get("units=86&wait=PT1S&cursor=" + cursor(get("units=86")));

        assertThat(page.path("data")).isEmpty();
        int sent = send(86);
        assertThat(sequences(get("units=86&wait=PT20S&cursor=" + cursor(page)))).containsExactly(sent);
    }

    @Test
    void hasLinesForThoseWhoPreferThem() throws IOException {
        String cursor = cursor(get("units=87"));
        int sent = send(87);

        String lines = demo.request()
                .accept("application/x-ndjson")
                .get(PATH + "?units=87&wait=PT20S&cursor=" + cursor)
                .then()
                .statusCode(200)
                .contentType("application/x-ndjson")
                .extract()
                .asString();

        assertThat(lines.lines()).hasSize(2);
        assertThat(JSON.readTree(lines.lines().findFirst().orElseThrow())
                        .path("seq_no")
                        .asInt())
                .isEqualTo(sent);
        assertThat(JSON.readTree(lines.lines().skip(1).findFirst().orElseThrow())
                        .at("/meta/cursor")
                        .asText())
                .isNotEmpty();
    }

    @Test
    void moreThanCanBeResumedIsGoneAndTheAnswerHasANewCursor() throws IOException {
        String cursor = cursor(get("units=88"));
        int last = 0;
        for (int i = 0; i < 21; i++) {
            last = send(88);
        }
        untilIt("units=88", last);

        JsonNode problem = JSON.readTree(request("units=88&cursor=" + cursor)
                .then()
                .statusCode(410)
                .body("type", equalTo("/dashboard/problems.html#gone"))
                .extract()
                .asString());

        int next = send(88);
        assertThat(sequences(get(
                        "units=88&wait=PT20S&cursor=" + problem.path("cursor").asText())))
                .containsExactly(next);
    }

    @Test
    void logoutEndsTheWait() {
        Api leaving = Api.login("demo");
        String cursor = leaving.request().get(PATH + "?units=89").path("meta.cursor");
        CompletableFuture<Response> answer = CompletableFuture.supplyAsync(
                () -> leaving.request().get(PATH + "?units=89&wait=PT30S&cursor=" + cursor));

        leaving.request().post("/api/v1/auth/logout").then().statusCode(204);

        assertThat(answer.join().statusCode()).isEqualTo(401);
    }

    @Test
    void cursorOfAnotherUserIsRefused() throws IOException {
        String cursor = cursor(get("units=80"));

        Api.login("other").request().get(PATH + "?cursor=" + cursor).then().statusCode(422);
    }

    @Test
    void unitsOfOthersAreLeftOut() throws IOException {
        assertThat(get("units=1001").path("data")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cursor=x",
                "cursor=a.b.c",
                "limit=0",
                "limit=10001",
                "limit=x",
                "units=",
                "units=1,,2",
                "units=x",
                "wait=20",
                "wait=PT31S",
                "wait=-PT1S"
            })
    void invalidParametersAreNamed(String parameter) {
        request(parameter).then().statusCode(422);
    }

    private int send(long unit) {
        feed.send(String.valueOf(unit), Feed.gps(Instant.now(), 30.5));
        return Feed.lastSequence();
    }

    private Response request(String query) {
        return demo.request().get(query.isEmpty() ? PATH : PATH + "?" + query);
    }

    private JsonNode get(String query) throws IOException {
        return JSON.readTree(request(query).then().statusCode(200).extract().asString());
    }

    /** The first page once it has these messages. */
    private JsonNode untilIt(String query, Integer... sequences) {
        return Awaitility.await()
                .until(() -> get(query), page -> sequences(page).containsAll(List.of(sequences)));
    }

    private static String cursor(JsonNode page) {
        return page.at("/meta/cursor").asText();
    }

    private static List<Integer> sequences(JsonNode page) {
        List<Integer> sequences = new ArrayList<>();
        page.path("data")
                .forEach(message -> sequences.add(message.path("seq_no").asInt()));
        return sequences;
    }
}
