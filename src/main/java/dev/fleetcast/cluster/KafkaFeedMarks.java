package dev.fleetcast.cluster;

import dev.fleetcast.cluster.topic.ClusterConfig;
import dev.fleetcast.cluster.topic.MarksTopic;
import dev.fleetcast.cluster.topic.TopicIds;
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
import dev.fleetcast.stream.cursor.FeedMark;
import dev.fleetcast.stream.cursor.FeedMarks;
import dev.fleetcast.telemetry.FeedPosition;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/** The marks topic as {@link FeedMarks}: reads the marks of all replicas, and adds new ones when due. */
@ApplicationScoped
class KafkaFeedMarks implements FeedMarks {

    private static final Duration TICK = Duration.ofMillis(200);
    private static final int MAX_MARKS = 20_000;

    private final Router router;
    private final KafkaConnectivity link;
    private final Knowledge knowledge;
    private final MarksTopic stored;
    private final FeedMarkIndex marks;
    private final FeedMarkSchedule rhythm = new FeedMarkSchedule(
            System::nanoTime, () -> ThreadLocalRandom.current().nextLong());
    private final TopicIds topicIds;
    private final TopicReader reader;
    private final TopicLookup lookup;
    private final String topic;
    private volatile String epoch = "";
    private FeedPosition seen = FeedPosition.START;
    private boolean movedBack;
    private volatile boolean caughtUp;
    private final Background marking = new Background("fleetcast-feed-marking");

    KafkaFeedMarks(
            ClusterConfig config,
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
        this.marks = new FeedMarkIndex(config.markRetention(), MAX_MARKS);
        this.topicIds = new TopicIds(lookup::existing, System::nanoTime);
        this.reader = new TopicReader(
                "fleetcast-feed-marks", source, Set.of(config.marksTopic()), this::begin, new BatchHandler() {

                    @Override
                    public void handle(ConsumerRecords<byte[], byte[]> batch) {
                        take(batch);
                    }

                    @Override
                    public void broken(LogBreak at) {
                        if (at.cause() != LogBreak.Cause.EXPIRED) {
                            beginAgain();
                        }
                    }
                });
        this.lookup = lookup;
        this.topic = config.marksTopic();
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

    @Override
    public String epoch() {
        return epoch;
    }

    @Override
    public Optional<FeedMark> newest() {
        return marks.newest();
    }

    @Override
    public Optional<FeedMark> byNumber(long number) {
        return marks.byNumber(number);
    }

    @Override
    public Optional<FeedMark> atOrBefore(FeedPosition position) {
        return marks.atOrBefore(position);
    }

    /** Loads the epoch before any mark. */
    private Map<TopicPartition, Long> begin(Consumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions) {
        learnEpoch();
        return StartOffsets.BEGINNING.of(consumer, partitions);
    }

    /** Starts over after the topic was replaced: numbers have other meanings from now on. */
    private void beginAgain() {
        marks.clear();
        learnEpoch();
    }

    private void learnEpoch() {
        KafkaTopic found = lookup.existing(Set.of(topic)).get(topic);
        if (found == null) {
            throw new KafkaException(topic + " does not exist");
        }
        epoch = found.id();
    }

    private void markIfDue() {
        FeedPosition position = router.position();
        // Without topics, the feed's position is unknown. All offsets at 0 is a valid position.
        if (!caughtUp || link.lostSince().isPresent() || position.offsets().isEmpty()) {
            return;
        }
        if (!position.isAtLeast(seen)) {
            // The log was truncated or recreated: former marks are of no use to new event ids.
            topicIds.forget();
            movedBack = true;
        }
        seen = position;
        if (movedBack || rhythm.isDue(position, marks.newest())) {
            topicIds.of(position.offsets().keySet()).ifPresent(ids -> mark(position, ids));
        }
    }

    private void mark(FeedPosition position, Map<String, String> ids) {
        movedBack = false;
        rhythm.sent();
        stored.write(position, ids).subscribe().with(acknowledged -> {}, unreachable -> rhythm.failed());
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
