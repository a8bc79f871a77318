package dev.fleetcast.cluster;

import static dev.fleetcast.cluster.TestStreams.B;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.fleetcast.cluster.liveness.Replicas;
import dev.fleetcast.cluster.topic.ClusterConfig;
import dev.fleetcast.cluster.topic.Command;
import dev.fleetcast.cluster.topic.CommandsTopic;
import dev.fleetcast.kafka.KafkaConnectivity;
import dev.fleetcast.replica.ReplicaId;
import dev.fleetcast.replica.ThisReplica;
import dev.fleetcast.stream.cursor.FeedMark;
import dev.fleetcast.stream.cursor.FeedMarks;
import dev.fleetcast.stream.event.StreamId;
import dev.fleetcast.stream.event.StreamIds;
import dev.fleetcast.stream.spi.RemoteStreams;
import dev.fleetcast.stream.spi.StreamRequest;
import dev.fleetcast.stream.spi.StreamTable;
import dev.fleetcast.stream.spi.StreamTable.StreamRecord;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** One replica, and others simulated by writing their records to the topics. */
@QuarkusTest
class ClusterTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Inject
    ClusterConfig config;

    @Inject
    StreamTable table;

    @Inject
    FeedMarks marks;

    @Inject
    CommandsTopic commands;

    @Inject
    Replicas replicas;

    @Inject
    RemoteStreams remote;

    @Inject
    KafkaConnectivity link;

    @Inject
    ThisReplica me;

    @Inject
    StreamIds ids;

    private final StreamId stream =
            TestStreams.id(B, ThreadLocalRandom.current().nextInt(Integer.MAX_VALUE));

    @Test
    void writtenRecordIsKnownWhenTheWriteIsDone() {
        StreamRecord record = record("mine", me.id());

        assertThat(write(record)).isTrue();

        assertThat(table.find(stream.key())).contains(new StreamTable.Entry(record, "mine", me.id()));
    }

    @Test
    void claimReturnsTheRecordAndTakesTheStreamFromItsHolder() {
        StreamRecord record = record("former", me.id());
        write(record);
        String token = UUID.randomUUID().toString();

        assertThat(table.claim(stream.key(), token).await().atMost(PATIENCE)).contains(record);

        assertThat(write(record("former", me.id()))).isFalse();
        assertThat(write(record(token, me.id()))).isTrue();
    }

    @Test
    void claimOfAnUnknownStreamReturnsNothing() {
        assertThat(table.claim(stream.key(), UUID.randomUUID().toString())
                        .await()
                        .atMost(PATIENCE))
                .isEmpty();
    }

    @Test
    void feedIsMarkedRepeatedly() {
        FeedMark first = marks.newest().orElseThrow();

        await().atMost(PATIENCE).until(() -> marks.newest().orElseThrow().number() > first.number());

        assertThat(marks.byNumber(first.number())).contains(first);
        assertThat(first.log().topicIds().keySet())
                .isEqualTo(first.position().offsets().keySet());
        assertThat(marks.epoch()).isNotEmpty();
        assertThat(marks.atOrBefore(marks.newest().orElseThrow().position()))
                .get()
                .extracting(FeedMark::number)
                .isEqualTo(marks.newest().orElseThrow().number());
    }

    @Test
    void kafkaIsReachable() {
        assertThat(link.lostSince()).isEmpty();
        assertThat(replicas.live()).contains(me.id());
    }

    @Test
    void callForAStreamOfAMissingReplicaFindsNothing() {
        ReplicaId gone = ReplicaId.random();
        await().atMost(PATIENCE).until(() -> !replicas.isAlive(gone));

        assertThat(pong(ids.next(gone))).isEqualTo(StreamRequest.Reply.NOT_FOUND);
    }

    @Test
    void callForAnInventedStreamFindsNothing() {
        assertThat(pong(stream)).isEqualTo(StreamRequest.Reply.NOT_FOUND);
    }

    @Test
    void callForAStreamThatIsNotOpenHereFindsNothing() {
        assertThat(pong(TestStreams.id(me.id(), 1))).isEqualTo(StreamRequest.Reply.NOT_FOUND);
    }

    @Test
    void callForAStreamOfASilentReplicaIsUnavailableWithinTwoSeconds() {
        ReplicaId silent = ReplicaId.random();
        awaitAlive(silent);
        long begin = System.nanoTime();

        assertThatThrownBy(() -> pong(ids.next(silent)))
                .isInstanceOfSatisfying(
                        HttpProblem.class,
                        problem -> assertThat(problem.getStatusCode()).isEqualTo(503));

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(4));
    }

    @Test
    void beatingReplicasAreAliveDespiteASkewedKafkaClock() throws Exception {
        Map<ReplicaId, Long> speaking =
                Map.of(ReplicaId.random(), -60_000L, ReplicaId.random(), -8_000L, ReplicaId.random(), 60_000L);
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
                var out = new KafkaProducer<>(
                        Map.of("bootstrap.servers", bootstrapServers),
                        new StringSerializer(),
                        new StringSerializer())) {
            // Lets records carry the client's time instead of the broker's.
            timestamps(admin, "CreateTime");
            speaking.forEach((replica, off) -> beat(out, replica, off));
            await().atMost(PATIENCE).until(() -> replicas.live().containsAll(speaking.keySet()));
            speaking.forEach((replica, off) -> beat(out, replica, off));

            await().during(Duration.ofSeconds(3))
                    .until(() -> speaking.keySet().stream().allMatch(replicas::isAlive));
            await().atMost(PATIENCE).until(() -> speaking.keySet().stream().noneMatch(replicas::isAlive));
        } finally {
            try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
                timestamps(admin, "LogAppendTime");
            }
        }
    }

    private void beat(KafkaProducer<String, String> out, ReplicaId replica, long off) {
        String beat = "{\"kind\":\"HEARTBEAT\",\"from\":\"" + replica + "\",\"sent_at\":0}";
        out.send(new ProducerRecord<>(config.commandsTopic(), null, System.currentTimeMillis() + off, "*", beat));
        out.flush();
    }

    @Test
    void leavingReplicaIsGoneAtOnce() {
        ReplicaId leaving = ReplicaId.random();
        awaitAlive(leaving);

        commands.send(Command.farewell(leaving)).await().atMost(PATIENCE);

        await().atMost(Duration.ofSeconds(4)).until(() -> !replicas.live().contains(leaving));
    }

    /** Beats until it has been seen, as a single beat may be forgotten before the test looks. */
    private void awaitAlive(ReplicaId replica) {
        await().until(() -> {
            commands.send(Command.heartbeat(replica, 0, null)).await().atMost(PATIENCE);
            return replicas.live().contains(replica);
        });
    }

    private void timestamps(Admin admin, String type) throws Exception {
        admin.incrementalAlterConfigs(Map.of(
                        new ConfigResource(ConfigResource.Type.TOPIC, config.commandsTopic()),
                        List.of(new AlterConfigOp(
                                new ConfigEntry("message.timestamp.type", type), AlterConfigOp.OpType.SET))))
                .all()
                .get();
    }

    private StreamRequest.Reply pong(StreamId id) {
        return remote.ask(new StreamRequest(StreamRequest.Kind.PONG, id, null, List.of()))
                .await()
                .atMost(PATIENCE);
    }

    private boolean write(StreamRecord record) {
        return table.write(record).await().atMost(PATIENCE);
    }

    private StreamRecord record(String claim, ReplicaId holder) {
        return TestStreams.record(stream, claim, holder, 3);
    }
}
