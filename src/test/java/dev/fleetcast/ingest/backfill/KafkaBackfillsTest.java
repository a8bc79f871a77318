package dev.fleetcast.ingest.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.kafka.KafkaClients;
import dev.fleetcast.memory.MemoryBudget;
import dev.fleetcast.memory.MemoryHolder;
import dev.fleetcast.memory.Reservation;
import dev.fleetcast.stream.Router;
import dev.fleetcast.stream.event.GapReason;
import dev.fleetcast.stream.spi.Backfills;
import dev.fleetcast.stream.spi.Backfills.Backfill;
import dev.fleetcast.stream.spi.Backfills.Request;
import dev.fleetcast.stream.spi.ResumeConfig;
import dev.fleetcast.telemetry.FeedLog;
import dev.fleetcast.telemetry.FeedPosition;
import dev.fleetcast.telemetry.RecordOffset;
import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.testing.Feed;
import dev.fleetcast.testing.Settings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** Backfills from a real broker. */
@QuarkusTest
class KafkaBackfillsTest {

    private static final UnitId UNIT = new UnitId(77);

    @Inject
    Backfills backfills;

    @Inject
    Router router;

    @Inject
    KafkaClients kafka;

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String bootstrapServers;

    @Test
    void laterRecordsAreBackfilled() throws Exception {
        try (Feed feed = new Feed(bootstrapServers)) {
            FeedPosition from = settled(feed);
            feed.send("77", Feed.gps(Instant.now(), 30.1));
            feed.send("78", Feed.gps(Instant.now(), 30.2));
            RecordMetadata last = feed.send("77", Feed.gps(Instant.now(), 30.3));
            FeedPosition to = upTo(last);

            List<CompletableFuture<Backfill>> answers = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                answers.add(ask(from, to, FeedLog.UNKNOWN));
            }

            for (CompletableFuture<Backfill> answer : answers) {
                Backfill backfill = answer.get(30, TimeUnit.SECONDS);
                assertThat(backfill.gap()).isNull();
                assertThat(backfill.updates())
                        .allMatch(update -> update.unit().equals(UNIT))
                        .hasSize(2)
                        .last()
                        .satisfies(
                                update -> assertThat(update.position().offset()).isEqualTo(last.offset()));
            }
        }
    }

    @Test
    void topicOfAnotherIdIsAGap() throws Exception {
        try (Feed feed = new Feed(bootstrapServers)) {
            FeedPosition position = settled(feed);

            Backfill backfill = ask(position, position, new FeedLog(Map.of(Feed.TOPIC, "another"), Map.of()))
                    .get(30, TimeUnit.SECONDS);

            assertThat(backfill.gap()).isEqualTo(GapReason.TOPIC_RECREATED);
        }
    }

    /** The epoch of a partition that had only one leader is 0: the log has no record of a later one. */
    @Test
    void positionInALeaderEpochThatTheLogDoesNotHaveIsAGap() throws Exception {
        try (Feed feed = new Feed(bootstrapServers)) {
            RecordMetadata record = feed.send("77", Feed.gps(Instant.now(), 30.0));
            FeedPosition position = upTo(record);

            assertThat(inEpoch(router.reached().log().epoch(record.topic(), record.partition()), record, position)
                            .gap())
                    .isNull();
            assertThat(inEpoch(7, record, position).gap()).isEqualTo(GapReason.TOPIC_RECREATED);
            // A consumer that remembers the later epoch would find no leader for ten seconds.
            assertThat(ask(position, position, FeedLog.UNKNOWN)
                            .get(8, TimeUnit.SECONDS)
                            .gap())
                    .isNull();
        }
    }

    private Backfill inEpoch(int epoch, RecordMetadata record, FeedPosition position) throws Exception {
        assertThat(epoch).isNotEqualTo(FeedLog.UNKNOWN_EPOCH);
        return ask(position, position, FeedLog.UNKNOWN.with(record.topic(), record.partition(), epoch))
                .get(30, TimeUnit.SECONDS);
    }

    @Test
    void requestsBeyondTheLimitAreRefusedAtOnce() {
        ResumeConfig one = Settings.of(ResumeConfig.class, Map.of("fleetcast.resume.max-waiting", "1"));
        Backfills unstarted =
                new KafkaBackfills(kafka, null, null, null, null, new BackfillMetrics(new SimpleMeterRegistry()), one);
        List<Backfill> answers = new ArrayList<>();
        Request request = new Request(
                Map.of(UNIT, FeedPosition.START), FeedPosition.START, FeedLog.UNKNOWN, 1, null, () -> {}, answers::add);

        Runnable first = unstarted.request(request);
        unstarted.request(request);
        first.run();
        unstarted.request(request);

        assertThat(answers).extracting(Backfill::gap).containsExactly(GapReason.LIMIT);
    }

    /** The feed's position once everything sent so far has been read. */
    private FeedPosition settled(Feed feed) {
        return upTo(feed.send("77", Feed.gps(Instant.now(), 30.0)));
    }

    private FeedPosition upTo(RecordMetadata record) {
        RecordOffset position = new RecordOffset(record.topic(), record.partition(), record.offset());
        return Awaitility.await().until(router::position, reached -> reached.includes(position));
    }

    private CompletableFuture<Backfill> ask(FeedPosition from, FeedPosition to, FeedLog log) {
        CompletableFuture<Backfill> answer = new CompletableFuture<>();
        Reservation memory = new Reservation(new MemoryBudget(1_000_000, 1_000_000), MemoryHolder.ofUser(1), 1_000_000);
        backfills.request(new Request(Map.of(UNIT, from), to, log, 100, memory, () -> {}, answer::complete));
        return answer;
    }
}
