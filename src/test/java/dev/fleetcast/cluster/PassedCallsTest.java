package dev.fleetcast.cluster;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.fleetcast.cluster.liveness.Replicas;
import dev.fleetcast.cluster.topic.ClusterConfig;
import dev.fleetcast.cluster.topic.Command;
import dev.fleetcast.cluster.topic.CommandsTopic;
import dev.fleetcast.kafka.TopicReader;
import dev.fleetcast.kafka.TopicSource;
import dev.fleetcast.kafka.record.JsonTopics;
import dev.fleetcast.replica.ReplicaId;
import dev.fleetcast.replica.ThisReplica;
import dev.fleetcast.stream.event.StreamIds;
import dev.fleetcast.stream.spi.RemoteStreams;
import dev.fleetcast.stream.spi.StreamRequest;
import dev.fleetcast.testing.Api;
import dev.fleetcast.testing.StreamClient;
import dev.fleetcast.testing.Transport;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls between this replica and another one simulated by the test. */
@QuarkusTest
class PassedCallsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Inject
    ClusterConfig config;

    @Inject
    TopicSource source;

    @Inject
    JsonTopics topics;

    @Inject
    @Channel("stream-commands-out")
    @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
    MutinyEmitter<Record<String, String>> out;

    @Inject
    Replicas replicas;

    @Inject
    RemoteStreams remote;

    @Inject
    ThisReplica me;

    @Inject
    StreamIds ids;

    private final ThisReplica other = new ThisReplica();
    private final BlockingQueue<Command> heard = new LinkedBlockingQueue<>();
    private CommandsTopic topic;
    private TopicReader reader;

    @BeforeEach
    void play() throws Exception {
        topic = new CommandsTopic(config, other, source, topics, out);
        reader = topic.reader(this::hear);
        reader.start();
        reader.caughtUp().toCompletableFuture().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        topic.send(Command.heartbeat(other.id(), 0, null)).await().atMost(PATIENCE);
        await().atMost(PATIENCE).until(() -> replicas.live().contains(other.id()));
    }

    @AfterEach
    void stop() {
        topic.send(Command.farewell(other.id())).await().atMost(PATIENCE);
        reader.close();
    }

    @Test
    void callForAStreamOfTheOtherReplicaIsAnsweredByIt() throws Exception {
        StreamRequest pong = new StreamRequest(StreamRequest.Kind.PONG, ids.next(other.id()), null, List.of());
        var answer = remote.ask(pong).subscribeAsCompletionStage();

        Command request = heard.poll(30, TimeUnit.SECONDS);
        topic.send(request.sender(), request.reply(other.id(), new StreamRequest.Reply(true, List.of())));

        assertThat(request.call()).isEqualTo(pong);
        assertThat(answer.get(30, TimeUnit.SECONDS).found()).isTrue();
    }

    @Test
    void callOfTheOtherReplicaIsAnswered() throws Exception {
        topic.send(me.id(), Command.request(other.id(), 2, pong(me.id())));

        Command reply = heard.poll(30, TimeUnit.SECONDS);
        assertThat(reply.number()).isEqualTo(2);
        assertThat(reply.answer()).isEqualTo(StreamRequest.Reply.NOT_FOUND);
    }

    @Test
    void anonymousPongsForMadeUpStreamsAreAnsweredHere() throws Exception {
        for (int number = 1; number <= 20; number++) {
            String madeUp = TestStreams.id(other.id(), number).value();
            given().post("/sse/telemetry/pong/" + madeUp).then().statusCode(404);
        }
        topic.send(me.id(), Command.request(other.id(), 3, pong(me.id())));

        assertThat(heard.poll(30, TimeUnit.SECONDS).kind())
                .as("nothing was asked before")
                .isEqualTo(Command.Kind.REPLY);
    }

    @Test
    void streamOfAReplicaThatMakesIdsWithoutCodesIsAskedFor() throws Exception {
        beOfReleaseBefore();
        var answer = remote.ask(pong(other.id())).subscribeAsCompletionStage();

        Command request = heard.poll(30, TimeUnit.SECONDS);
        topic.send(request.sender(), request.reply(other.id(), new StreamRequest.Reply(true, List.of())));

        assertThat(answer.get(30, TimeUnit.SECONDS).found()).isTrue();
    }

    @Test
    void filtersAndAreasWaitForTheEndOfAnUpgrade() {
        Api demo = Api.login("demo");
        beOfReleaseBefore();
        try (StreamClient stream = Transport.SSE.connect("")) {
            String id = stream.streamId();

            demo.subscribe(id, 1, "?filter=seq_no > 1")
                    .then()
                    .statusCode(503)
                    .body("detail", startsWith("A replica of an"));
            area(demo, id).then().statusCode(503).header("Retry-After", notNullValue());
            demo.subscribe(id, 1, "").then().statusCode(200);
            topic.send(Command.farewell(other.id())).await().atMost(PATIENCE);
            await().atMost(PATIENCE).until(replicas::areCurrent);

            demo.subscribe(id, 1, "?filter=seq_no > 1").then().statusCode(200);
            area(demo, id).then().statusCode(200);
        }
    }

    @Test
    void moreThanSixtyPongsAMinuteForOneStreamAreNotPassedOn() {
        String stream = ids.next(other.id()).value();
        topic.send(Command.farewell(other.id())).await().atMost(PATIENCE);
        await().atMost(PATIENCE).until(() -> !replicas.isAlive(other.id()));

        // All at once: each forwarded call takes a second, in which one more is allowed.
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest pong = HttpRequest.newBuilder(URI.create(Api.base() + "/sse/telemetry/pong/" + stream))
                .version(HttpClient.Version.HTTP_1_1)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        List<CompletableFuture<HttpResponse<Void>>> asked = Stream.generate(
                        () -> client.sendAsync(pong, HttpResponse.BodyHandlers.discarding()))
                .limit(100)
                .toList();
        List<HttpResponse<Void>> answers =
                asked.stream().map(CompletableFuture::join).toList();

        assertThat(answers.stream().filter(answer -> answer.statusCode() == 404))
                .hasSizeBetween(60, 75);
        assertThat(answers.stream().filter(answer -> answer.statusCode() != 404))
                .isNotEmpty()
                .allSatisfy(answer -> {
                    assertThat(answer.statusCode()).isEqualTo(429);
                    assertThat(answer.headers().firstValue("Retry-After")).contains("15");
                });
    }

    private static Response area(Api login, String stream) {
        return login.request()
                .contentType("application/json")
                .body("{\"bbox\":[0,0,1,1]}")
                .put("/sse/telemetry/area/" + stream);
    }

    private void beOfReleaseBefore() {
        out.send(Record.of("*", "{\"kind\":\"HEARTBEAT\",\"from\":\"%s\",\"sent_at\":0}".formatted(other.id())))
                .await()
                .atMost(PATIENCE);
        await().atMost(PATIENCE).until(() -> replicas.isOfReleaseBefore(other.id()));
    }

    private void hear(Command command) {
        if (command.kind() == Command.Kind.REQUEST || command.kind() == Command.Kind.REPLY) {
            heard.add(command);
        }
    }

    private static StreamRequest pong(ReplicaId birthplace) {
        return new StreamRequest(StreamRequest.Kind.PONG, TestStreams.id(birthplace, 1), null, List.of());
    }
}
