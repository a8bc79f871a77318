package dev.fleetcast.project.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.Feed;
import dev.fleetcast.testing.Replica;
import dev.fleetcast.testing.SharedServices;
import dev.fleetcast.testing.SseClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Makes the AOT cache of the packaged application, {@code target/quarkus-app/app.aot}: {@code ./mvnw verify -Paot}. The
 * application does its usual work while Java records which classes it loads and which methods it runs often (JEPs 483,
 * 514 and 515), with the options of the image, because a cache serves only the options that it was made with.
 *
 * <p>A cache also serves only the build of Java that made it: {@code -Dfleetcast.replica.java} names the program, in place of
 * the Java that runs this.
 */
class AotTraining {

    private static final Path CACHE = Path.of("target", "quarkus-app", "app.aot");
    private static final Duration ASSEMBLY = Duration.ofMinutes(5);
    private static final int STREAMS = 20;
    private static final int MESSAGES = 1_000;
    private static final int UNIT = 30;

    private static List<String> options;

    @BeforeAll
    static void readOptionsOfTheImage() throws Exception {
        options = Stream.of(Dockerfile.read().environment().get("JAVA_OPTS").split(" "))
                .filter(option -> !option.startsWith("-XX:AOTCache"))
                .toList();
    }

    @Test
    void cacheOfUsualWorkServesTheNextStart() throws Exception {
        Files.deleteIfExists(CACHE);
        try (Replica trained = launch("-XX:AOTCacheOutput=" + CACHE)) {
            trained.awaitReady();
            work(trained);
            trained.terminate();
            trained.awaitExit(ASSEMBLY);
        }
        assertThat(CACHE).isNotEmptyFile();

        // With `on`, Java ends where it cannot use the cache.
        try (Replica quick = launch("-XX:AOTCache=" + CACHE, "-XX:AOTMode=on")) {
            quick.awaitReady();
            assertThat(quick.log()).contains("Started with the AOT cache " + CACHE);
        }
    }

    private static Replica launch(String... more) {
        return Replica.launch(
                Map.of(), Stream.concat(options.stream(), Stream.of(more)).toList());
    }

    private static void work(Replica replica) {
        Api demo = Api.login(replica.address(), "demo");
        List<SseClient> streams = new ArrayList<>();
        try (Feed feed = new Feed(SharedServices.bootstrapServers())) {
            IntStream.range(0, STREAMS).forEach(i -> streams.add(replica.connect()));
            streams.forEach(stream -> follow(replica, demo, stream));
            for (int i = 0; i < MESSAGES; i++) {
                feed.send(String.valueOf(UNIT), Feed.gps(Instant.now(), 30 + i / 1_000.0));
            }
            streams.forEach(AotTraining::awaitLast);
            streams.forEach(stream -> replica.request(demo)
                    .post("/sse/telemetry/pong/" + stream.knownStreamId())
                    .then()
                    .statusCode(200));
        } finally {
            streams.forEach(SseClient::close);
        }
    }

    private static void follow(Replica replica, Api login, SseClient stream) {
        String token = replica.request(login)
                .get("/api/v1/monitoring/unit/" + UNIT)
                .then()
                .statusCode(200)
                .extract()
                .path("data.token");
        replica.request(login)
                .post("/sse/telemetry/subscribe/" + stream.streamId() + "/" + token)
                .then()
                .statusCode(200);
    }

    private static void awaitLast(SseClient stream) {
        stream.await(event -> event.data().at("/telemetry/seq_no").asInt() == Feed.lastSequence());
    }
}
