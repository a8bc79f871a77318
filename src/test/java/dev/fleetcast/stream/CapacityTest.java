package dev.fleetcast.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.ChangedSettings;
import dev.fleetcast.testing.Feed;
import dev.fleetcast.testing.RegistryFixture;
import dev.fleetcast.testing.SseClient;
import dev.fleetcast.testing.SseParser;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Many units on one stream, and many streams on one node. */
@QuarkusTest
@TestProfile(ChangedSettings.class)
class CapacityTest {

    private static final int UNITS = 500;
    private static final int STREAMS = 2_000;
    private static final int PAGE = 100;
    private static final Pattern STREAM_ID = Pattern.compile("\"stream_id\":\"([^\"]+)\"");

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    private final AtomicBoolean closing = new AtomicBoolean();
    private final AtomicInteger lost = new AtomicInteger();

    @Inject
    MeterRegistry metrics;

    @Inject
    RegistryFixture fixture;

    @Inject
    Vertx vertx;

    @Test
    void fiveHundredUnitsOnOneStreamEachArriveOnce() {
        long company = fixture.client();
        List<Integer> units = importUnits(company);
        String viewer = RegistryFixture.login(fixture.user(Set.of(), Set.of(company)));
        List<String> tokens = tokens(viewer, units);
        try (Feed feed = new Feed(bootstrapServers);
                SseClient stream = Api.connect()) {
            RegistryFixture.as(viewer)
                    .contentType("application/json")
                    .body(Map.of("tokens", tokens))
                    .post("/sse/telemetry/subscribe/" + stream.streamId())
                    .then()
                    .statusCode(200);
            Awaitility.await().until(() -> count(stream, "ready") == UNITS);

            units.forEach(unit -> feed.send(unit.toString(), Feed.gps(Instant.now(), 30.5)));
            Awaitility.await().until(() -> count(stream, "gps") >= UNITS);

            assertThat(stream.events())
                    .filteredOn(event -> event.is("gps"))
                    .extracting(event -> event.data().path("unit_id").asInt())
                    .containsExactlyInAnyOrderElementsOf(units);
        }
    }

    @Test
    void twoThousandStreamsLiveWhilePingsAreAnsweredAndLeaveNothingBehind() {
        // The ends of other tests' streams may still be in progress.
        double before = open();
        AtomicInteger pongs = new AtomicInteger();
        Set<String> ids = ConcurrentHashMap.newKeySet();
        HttpClient client = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(STREAMS + 50));
        int port = io.restassured.RestAssured.port;

        for (int i = 0; i < STREAMS; i++) {
            connectAndAnswer(client, port, ids, pongs);
            int connected = i;
            if (i % 100 == 99) {
                Awaitility.await()
                        .atMost(Duration.ofSeconds(30))
                        .untilAsserted(() -> assertThat(ids.size())
                                .as("streams, of which %s were lost", lost)
                                .isGreaterThan(connected));
            }
        }
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> pongs.get() >= 2 * STREAMS);

        assertThat(ids).hasSize(STREAMS);
        assertThat(open()).isGreaterThanOrEqualTo(STREAMS);
        closing.set(true);
        client.close();
        Awaitility.await().until(() -> open() <= before);
    }

    private void connectAndAnswer(HttpClient client, int port, Set<String> ids, AtomicInteger pongs) {
        String[] id = new String[1];
        SseParser parser = new SseParser(event -> {
            Matcher greeting = STREAM_ID.matcher(event.data());
            if (greeting.find()) {
                id[0] = greeting.group(1);
                ids.add(id[0]);
            } else if (event.data().contains("\"ping\"")) {
                answer(client, port, id[0], pongs);
            }
        });
        client.request(HttpMethod.GET, port, "localhost", "/sse/telemetry/connect")
                .compose(request -> {
                    // Before it is sent: a response that comes before its handlers is lost.
                    request.response().onSuccess(response -> read(response, parser));
                    return request.send();
                })
                // A busy machine may not send the request before the server's timeout: clients connect again.
                .onFailure(refused -> {
                    if (!closing.get()) {
                        connectAndAnswer(client, port, ids, pongs);
                    }
                });
    }

    private void read(HttpClientResponse response, SseParser parser) {
        // The bytes of an event may come in pieces.
        response.handler(bytes -> parser.take(bytes.getBytes(), 0, bytes.length()));
        response.endHandler(ended -> lost.incrementAndGet());
        response.exceptionHandler(broken -> lost.incrementAndGet());
    }

    private void answer(HttpClient client, int port, String id, AtomicInteger pongs) {
        if (closing.get()) {
            return;
        }
        client.request(HttpMethod.POST, port, "localhost", "/sse/telemetry/pong/" + id)
                .compose(request -> request.send())
                .onSuccess(response -> pongs.addAndGet(response.statusCode() == 200 ? 1 : 0));
    }

    private double open() {
        return metrics.get("fleetcast.streams.open").gauge().value();
    }

    private static long count(SseClient stream, String type) {
        return stream.events().stream().filter(event -> event.is(type)).count();
    }

    /** The subscription tokens of the units, asked for page by page, since their ids make a long address. */
    private static List<String> tokens(String viewer, List<Integer> units) {
        List<String> tokens = new ArrayList<>();
        for (int from = 0; from < units.size(); from += PAGE) {
            List<Integer> page = units.subList(from, Math.min(units.size(), from + PAGE));
            tokens.addAll(RegistryFixture.as(viewer)
                    .queryParam("ids", page.stream().map(String::valueOf).collect(Collectors.joining(",")))
                    .queryParam("size", PAGE)
                    .get("/api/v1/monitoring/units")
                    .then()
                    .statusCode(200)
                    .extract()
                    .<List<String>>path("data.token"));
        }
        return tokens;
    }

    /** Imports the units of a company that no other test looks at, as an administrator would. */
    private static List<Integer> importUnits(long company) {
        StringBuilder csv = new StringBuilder("id,client_id,serial_no,name\n");
        List<Integer> ids = IntStream.range(50_000, 50_000 + UNITS).boxed().toList();
        ids.forEach(id -> csv.append(id)
                .append(',')
                .append(company)
                .append(",CAPACITY-")
                .append(id)
                .append(",Unit ")
                .append(id)
                .append('\n'));
        Api.login("admin")
                .request()
                .contentType("text/csv")
                .body(csv.toString())
                .post("/api/v1/admin/units/import")
                .then()
                .statusCode(200);
        return ids;
    }
}
