package dev.fleetcast.cluster;

import dev.fleetcast.cluster.topic.ClusterConfig;
import dev.fleetcast.cluster.topic.MarksTopic;
import dev.fleetcast.kafka.BatchHandler;
import dev.fleetcast.kafka.KafkaConnectivity;
import dev.fleetcast.kafka.KafkaTopic;
import dev.fleetcast.kafka.LogBreak;
import dev.fleetcast.kafka.StartOffsets;
import dev.fleetcast.kafka.TopicLookup;
import dev.fleetcast.kafka.TopicReader;
import dev.fleetcast.kafka.TopicSource;
import dev.fleetcast.kafka.record.JsonTopics;
import dev.fleetcast.knowledge.Knowledge;
import dev.fleetcast.knowledge.View;
import dev.fleetcast.replica.Background;
import dev.fleetcast.stream.Router;
import dev.fleetcast.stream.Router.Reached;
import dev.fleetcast.stream.cursor.FeedMark;
import dev.fleetcast.stream.cursor.FeedMarks;
import dev.fleetcast.telemetry.FeedLog;
import dev.fleetcast.telemetry.FeedPosition;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** The marks topic: reads the marks of all replicas into {@link FeedMarks}, and writes new ones when due. */
@ApplicationScoped
class KafkaFeedMarks {

    private static final Duration TICK = Duration.ofMillis(200);
    private static final int MAX_MARKS = 20_000;

    private final Router router;
    private final KafkaConnectivity link;
    private final Knowledge knowledge;
    private final MarksTopic stored;
    private final FeedMarks marks;
    private final FeedMarkSchedule rhythm = new FeedMarkSchedule(
            System::nanoTime, () -> ThreadLocalRandom.current().nextLong());
    private final TopicReader reader;
    private final TopicLookup lookup;
    private volatile boolean caughtUp;
    private final Background marking = new Background("fleetcast-feed-marking");

    KafkaFeedMarks(
            ClusterConfig config,
            FeedMarks marks,
            Router router,
            KafkaConnectivity link,
            TopicSource source,
            TopicLookup lookup,
            JsonTopics topics,
            Knowledge knowledge,
            @Channel("feed-marks-out") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
                    MutinyEmitter<Record<String, String>> out) {
        this.router = router;
        this.link = link;
        this.knowledge = knowledge;
        this.stored = new MarksTopic(topics, out::send);
        this.marks = marks;
        this.reader = new TopicReader(
                "fleetcast-feed-marks",
                source,
                Set.of(config.marksTopic()),
                StartOffsets.BEGINNING,
                new BatchHandler() {

                    @Override
                    public void begins(Map<String, String> topicIds) {
                        marks.begin(topicIds.get(config.marksTopic()));
                    }

                    @Override
                    public void handle(ConsumerRecords<byte[], byte[]> batch) {
                        take(batch);
                    }

                    @Override
                    public void broken(LogBreak at) {
                        if (at.cause() != LogBreak.Cause.EXPIRED) {
                            // Numbers have other meanings from now on.
                            marks.clear();
                        }
                    }
                });
        this.lookup = lookup;
    }

    /** The single set of marks of this replica. */
    @Produces
    @Singleton
    static FeedMarks marks(ClusterConfig config) {
        return new FeedMarks(config.markRetention(), MAX_MARKS);
    }

    void start(@Observes StartupEvent started) {
        reader.caughtUp().thenRun(() -> {
            caughtUp = true;
            noticeKnown();
        });
        reader.start();
        marking.every(TICK, this::markIfDue);
    }

    void stop(@Observes ShutdownEvent stopping) {
        marking.close();
        reader.close();
    }

    private void markIfDue() {
        Reached reached = router.reached();
        FeedPosition position = reached.position();
        // Without topics, the feed's position is unknown. All offsets at 0 is a valid position.
        if (!caughtUp || link.lostSince().isPresent() || position.offsets().isEmpty()) {
            return;
        }
        if (rhythm.isDue(position, reached.log(), marks.newest()) && isCurrent(reached.log(), lookup::existing)) {
            mark(reached);
        }
    }

    /**
     * False if a topic was recreated, or Kafka cannot say. Reading notices that up to a second late: until then, offsets of
     * the new topic have the id of the former one.
     *
     * @param lookup returns the topics that exist among the given names
     */
    static boolean isCurrent(FeedLog log, Function<Set<String>, Map<String, KafkaTopic>> lookup) {
        try {
            Map<String, KafkaTopic> existing = lookup.apply(log.topicIds().keySet());
            return log.topicIds().entrySet().stream()
                    .allMatch(topic -> existing.containsKey(topic.getKey())
                            && existing.get(topic.getKey()).id().equals(topic.getValue()));
        } catch (KafkaException unreachable) {
            return false;
        }
    }

    private void mark(Reached reached) {
        rhythm.sent();
        stored.write(reached.position(), reached.log())
                .subscribe()
                .with(acknowledged -> {}, unreachable -> rhythm.failed());
    }

    private void take(ConsumerRecords<byte[], byte[]> batch) {
        List<FeedMark> read = new ArrayList<>();
        batch.forEach(record -> stored.read(record).ifPresent(read::add));
        if (marks.add(read)) {
            rhythm.newMark();
        }
        noticeKnown();
    }

    /** Until there is a mark, no event id can be resumed from. */
    private void noticeKnown() {
        if (caughtUp && marks.newest().isPresent()) {
            knowledge.learned(View.MARKS);
        }
    }
}
