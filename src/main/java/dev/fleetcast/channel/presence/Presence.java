package dev.fleetcast.channel.presence;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetcast.channel.feed.Feed;
import dev.fleetcast.channel.feed.FeedListener;
import dev.fleetcast.channel.log.ChannelLog;
import dev.fleetcast.channel.log.ChannelMetrics;
import dev.fleetcast.channel.presence.PresenceTable.PresenceChange;
import dev.fleetcast.kafka.KafkaConnectivity;
import dev.fleetcast.kafka.TopicCreation;
import dev.fleetcast.replica.Background;
import dev.fleetcast.replica.ReplicaId;
import dev.fleetcast.replica.ThisReplica;
import dev.fleetcast.threading.ThreadSafe;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * The feeds on each channel, across all replicas. Feeds of this replica count at once, those of others once they are
 * read from Kafka.
 */
@ThreadSafe
@ApplicationScoped
public class Presence implements FeedListener {

    private static final Logger LOG = Logger.getLogger(Presence.class);
    private static final Duration SWEEP = Duration.ofMillis(500);
    private static final long FAREWELL_MILLIS = 1_000;
    /** Enough for the feeds of many full replicas. */
    private static final int MAX_SESSIONS = 500_000;

    private static final int MAX_UNREPORTED = 50_000;
    private static final int MAX_IN_FLIGHT = 2_000;

    private final ReplicaId me;
    private final KafkaConnectivity link;
    private final ChannelLog log;
    private final TopicCreation topics;
    private final PresenceTopic topic;
    private final DeadReplicaCleanup deadReplicas;
    private final ChannelMetrics metrics;
    private final PresenceTable table = new PresenceTable(MAX_SESSIONS);
    private final LocalPresence own = new LocalPresence(MAX_UNREPORTED, MAX_IN_FLIGHT, Presence::monotonicMillis);
    private final PresenceWatchers watchers;
    private final Reading reading = new Reading();
    private final Background sweeper = new Background("fleetcast-presence");
    private volatile boolean speaking;

    Presence(
            ThisReplica me,
            KafkaConnectivity link,
            ChannelLog log,
            TopicCreation topics,
            PresenceTopic topic,
            DeadReplicaCleanup deadReplicas,
            ObjectMapper json,
            ChannelMetrics metrics,
            PresenceMetrics presenceMetrics) {
        this.me = me.id();
        this.link = link;
        this.log = log;
        this.topics = topics;
        this.topic = topic;
        this.deadReplicas = deadReplicas;
        this.metrics = metrics;
        this.watchers = new PresenceWatchers(new PresenceText(json));
        presenceMetrics.watch(table, own);
    }

    void start(@Observes StartupEvent started) {
        topics.done().thenRun(() -> speaking = true);
        sweeper.every(SWEEP, this::sweep);
    }

    /** Reports the end of every open feed, so that other replicas need not detect it; takes at most a second. */
    void stop(@Observes ShutdownEvent stopping) {
        sweeper.close();
        own.closeAll(log.end());
        if (!canReport()) {
            return;
        }
        CompletableFuture<?>[] farewells = own.due().stream()
                .map(farewell ->
                        topic.write(farewell.feed(), farewell.session()).subscribeAsCompletionStage())
                .toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(farewells).get(FAREWELL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException unheard) {
            LOG.debug("The other replicas will detect the end of this one");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Returns the number of connections of each channel that has any, by name. */
    public Map<String, Integer> connectionsByChannel() {
        return table.connectionsByChannel();
    }

    /** Returns the number of connections; each counts once, however many channels it follows. */
    public int connections() {
        return table.connections();
    }

    /** Returns the devices on a channel, sorted by label. */
    public List<PresentDevice> devices(String channel) {
        return table.devices(channel);
    }

    @Override
    public void opened(Feed feed) {
        own.opened(feed.id(), () -> PresenceRecord.of(feed, me));
        synchronized (this) {
            notifyWatchers(table.isOpen(feed.id(), PresenceRecord.of(feed, me)));
            if (feed.request().presence()) {
                watchers.add(feed, table::labels);
            }
        }
        report(feed.id());
    }

    @Override
    public void closed(Feed feed) {
        synchronized (this) {
            if (feed.request().presence()) {
                watchers.remove(feed);
            }
            notifyWatchers(table.isOver(feed.id()));
        }
        own.closed(feed.id(), log.end());
        report(feed.id());
    }

    /** Reports every feed of this replica again, after the presence topic was recreated. */
    public void reportAgain() {
        own.reportAgain();
    }

    /** Handles a record of the presence topic; on the reader's thread. */
    public void heard(ConsumerRecord<byte[], byte[]> record) {
        if (!topic.read(record, reading)) {
            metrics.unreadable();
        }
    }

    private void sweep() {
        long now = monotonicMillis();
        deadReplicas.look(now);
        synchronized (this) {
            notifyWatchers(table.judge(deadReplicas::isAlive));
        }
        if (canReport()) {
            deadReplicas.endFeeds(table.ofDeadReplicas(), now);
            own.due().forEach(this::report);
        }
    }

    private void notifyWatchers(List<PresenceChange> changes) {
        if (!changes.isEmpty()) {
            watchers.notify(changes, Instant.now());
        }
    }

    private void report(String feed) {
        if (canReport()) {
            own.due(feed).ifPresent(this::report);
        }
    }

    private void report(LocalPresence.Report report) {
        table.goesOn(report.feed(), report.session());
        topic.write(report.feed(), report.session())
                .subscribe()
                .with(
                        done -> {
                            own.reported(report, true);
                            // The feed may have ended meanwhile.
                            report(report.feed());
                        },
                        unreachable -> own.reported(report, false));
    }

    private boolean canReport() {
        return speaking && link.lostSince().isEmpty();
    }

    private static long monotonicMillis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    /** Ignores records about this replica's open feeds, whose state is known here. */
    private final class Reading implements PresenceTopic.Handler {

        @Override
        public void written(String feed, PresenceRecord session) {
            if (session.over()) {
                removed(feed);
            } else if (!session.replica().equals(me.value())) {
                synchronized (Presence.this) {
                    notifyWatchers(table.isOpen(feed, session));
                }
            }
        }

        @Override
        public void removed(String feed) {
            deadReplicas.ended(feed);
            synchronized (Presence.this) {
                if (!own.isOpen(feed)) {
                    notifyWatchers(table.isOver(feed));
                }
            }
            own.contradicted(feed);
        }
    }
}
