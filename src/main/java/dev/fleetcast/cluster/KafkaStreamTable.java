package dev.fleetcast.cluster;

import dev.fleetcast.cluster.topic.ClusterConfig;
import dev.fleetcast.cluster.topic.ControlTopics;
import dev.fleetcast.cluster.topic.StreamsTopic;
import dev.fleetcast.cluster.topic.StreamsTopic.Claim;
import dev.fleetcast.cluster.topic.StreamsTopic.Place;
import dev.fleetcast.kafka.EachRecord;
import dev.fleetcast.kafka.KafkaConnectivity;
import dev.fleetcast.kafka.StartOffsets;
import dev.fleetcast.kafka.TopicReader;
import dev.fleetcast.kafka.TopicSource;
import dev.fleetcast.kafka.record.JsonTopics;
import dev.fleetcast.kafka.record.ReadBack;
import dev.fleetcast.knowledge.Knowledge;
import dev.fleetcast.knowledge.View;
import dev.fleetcast.memory.MemoryBudgets;
import dev.fleetcast.memory.MemoryKind;
import dev.fleetcast.replica.Background;
import dev.fleetcast.replica.ReplicaId;
import dev.fleetcast.replica.ThisReplica;
import dev.fleetcast.stream.LocalStreams;
import dev.fleetcast.stream.spi.StreamConfig;
import dev.fleetcast.stream.spi.StreamTable;
import dev.fleetcast.stream.spi.StreamTable.StreamRecord;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;

/**
 * The streams topic as {@link StreamTable}. Results are delivered on the thread that reads the topic: callers that do
 * more than pass them on must switch threads.
 */
@ApplicationScoped
class KafkaStreamTable implements StreamTable {

    /** The key of no stream: claims for it only show, when read back, how far the log has been read. */
    private static final long NO_STREAM = 0;

    private static final Duration UPKEEP = Duration.ofSeconds(30);
    private static final Duration REWRITE_AFTER = Duration.ofHours(1);
    /** Few enough not to delay other writes. */
    private static final int REWRITES = 1_000;

    private final Duration retention;
    private final ReplicaId me;
    private final LocalStreams local;
    private final KafkaConnectivity link;
    private final StreamLog log;
    private final StreamsTopic topic;
    private final ReadBack<Long, Boolean> writes;
    private final ReadBack<String, StreamLog.Claimed> claims;
    private final SharedRoundTrip roundTrip = new SharedRoundTrip(this::claimNothing);
    private final AtomicLong serials = new AtomicLong();
    private final TopicReader reader;
    private final Knowledge knowledge;
    private final Reading reading = new Reading();
    private final Background upkeep = new Background("fleetcast-streams-upkeep");

    KafkaStreamTable(
            ClusterConfig config,
            StreamConfig streams,
            ThisReplica me,
            LocalStreams local,
            KafkaConnectivity link,
            MemoryBudgets memory,
            TopicSource source,
            JsonTopics topics,
            Knowledge knowledge,
            @Channel("streams-out") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
                    MutinyEmitter<Record<String, String>> out) {
        this.retention = ControlTopics.streamRetention(streams);
        this.me = me.id();
        this.local = local;
        this.link = link;
        this.knowledge = knowledge;
        this.log = new StreamLog(config.maxStreams(), memory.of(MemoryKind.DETACHED));
        this.topic = new StreamsTopic(topics, out::send);
        this.writes = new ReadBack<>(topic::unavailable);
        this.claims = new ReadBack<>(topic::unavailable);
        this.reader = new TopicReader(
                "fleetcast-streams",
                source,
                Set.of(config.streamsTopic()),
                StartOffsets.BEGINNING,
                new EachRecord(read -> topic.read(read, reading), at -> upkeep.execute(this::writeAgain)));
    }

    void start(@Observes StartupEvent started) {
        reader.caughtUp().thenRun(() -> knowledge.learned(View.STREAMS));
        reader.start();
        upkeep.every(UPKEEP, this::keepUp);
    }

    void stop(@Observes ShutdownEvent stopping) {
        upkeep.close();
        reader.close();
    }

    /** The number of known streams. */
    int size() {
        return log.size();
    }

    /** The number of streams that can no longer be resumed here because there was no room for them. */
    long dropped() {
        return log.dropped();
    }

    @Override
    public Optional<Entry> find(long key) {
        return log.find(key);
    }

    @Override
    public Uni<Void> upToDate() {
        return roundTrip.made();
    }

    @Override
    public Uni<Optional<StreamRecord>> claim(long key, String token) {
        return whenReachable(Uni.createFrom()
                .deferred(() -> log.isStripped(key)
                        // It cannot be resumed here; its holder may continue.
                        ? Uni.createFrom().item(Optional.<StreamRecord>empty())
                        : claimUntilItCounts(key, token))
                .ifNoItem()
                .after(ReadBack.PATIENCE)
                .failWith(topic::unavailable));
    }

    private Uni<Optional<StreamRecord>> claimUntilItCounts(long key, String token) {
        Claim claim = new Claim(token, me, log.lastRead(key));
        return claims.write(token, () -> topic.write(key, claim))
                .flatMap(claimed ->
                        claimed.counts() ? Uni.createFrom().item(claimed.stream()) : claimUntilItCounts(key, token));
    }

    @Override
    public Uni<Boolean> write(StreamRecord written) {
        return whenReachable(Uni.createFrom().deferred(() -> {
            long serial = serials.incrementAndGet();
            return writes.write(serial, () -> topic.write(written, serial));
        }));
    }

    private Uni<Void> claimNothing() {
        return claim(NO_STREAM, UUID.randomUUID().toString()).replaceWithVoid();
    }

    /** Waits until the topic has been found: an earlier write would make the broker create it. */
    private <T> Uni<T> whenReachable(Uni<T> writing) {
        return Uni.createFrom()
                .deferred(() -> link.lostSince().isPresent()
                        ? Uni.createFrom().failure(topic::unavailable)
                        : knowledge.soon(View.STREAMS, View.REPLICAS).chain(() -> writing));
    }

    /** Writes the streams of this replica again after the log has lost records, for replicas that start later. */
    private void writeAgain() {
        write(log.rewrites(me, key -> true, Duration.ZERO, Long.MAX_VALUE, StreamsTopic.MAX_PENDING));
    }

    private void keepUp() {
        long now = System.currentTimeMillis();
        log.forgetOlderThan(retention, now);
        if (link.lostSince().isEmpty()) {
            log.reclaims(me).forEach(topic::write);
            write(log.rewrites(me, local::isOpen, REWRITE_AFTER, now, REWRITES));
            log.strippedOnes(local::isOpen, REWRITES).forEach(local::saveAgain);
        }
    }

    private void write(List<StreamLog.Rewrite> due) {
        due.forEach(each -> topic.write(each.record(), each.serial()));
    }

    /** Called by the reader's thread, in log order. */
    private final class Reading implements StreamsTopic.Handler {

        @Override
        public void written(long key, StreamRecord record, long serial, Place place) {
            boolean counts = log.written(key, record, serial, place);
            if (counts) {
                local.claimed(key, record.claim());
            }
            if (record.holder().equals(me)) {
                writes.arrived(serial, counts);
            }
        }

        @Override
        public void claimed(long key, Claim claim, Place place) {
            if (key == NO_STREAM) {
                claims.arrived(claim.token(), new StreamLog.Claimed(true, Optional.empty()));
                return;
            }
            StreamLog.Claimed claimed = log.claimed(key, claim, place);
            if (claimed.counts()) {
                local.claimed(key, claim.token());
            }
            claims.arrived(claim.token(), claimed);
        }

        @Override
        public void removed(long key) {
            log.removed(key);
        }
    }
}
