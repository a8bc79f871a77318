package dev.fleetcast.cluster.liveness;

import dev.fleetcast.cluster.topic.ClusterConfig;
import dev.fleetcast.cluster.topic.Command;
import dev.fleetcast.cluster.topic.CommandsTopic;
import dev.fleetcast.kafka.KafkaConnectivity;
import dev.fleetcast.knowledge.Knowledge;
import dev.fleetcast.knowledge.View;
import dev.fleetcast.replica.Background;
import dev.fleetcast.replica.LiveReplicas;
import dev.fleetcast.replica.ReplicaId;
import dev.fleetcast.replica.ThisReplica;
import dev.fleetcast.stream.StreamRegistry;
import dev.fleetcast.stream.spi.ReplicaLoad;
import dev.fleetcast.threading.ThreadSafe;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Sends a heartbeat every second, receives those of other replicas, and detects from its own, as they return, whether
 * Kafka is reachable.
 */
@ThreadSafe
@ApplicationScoped
public class Replicas implements LiveReplicas {

    private static final Logger LOG = Logger.getLogger(Replicas.class);
    /** The interval between heartbeats. */
    public static final Duration INTERVAL = Duration.ofSeconds(1);

    private static final Duration FAREWELL_PATIENCE = Duration.ofSeconds(1);

    private final ReplicaId me;
    private final CommandsTopic topic;
    private final KafkaConnectivity link;
    private final StreamRegistry streams;
    private final Map<ReplicaId, ReplicaLoad> figures = new ConcurrentHashMap<>();
    private final Set<ReplicaId> ofReleaseBefore = ConcurrentHashMap.newKeySet();
    private final Heartbeats heartbeats;
    private final Reachability reachability;
    private final Knowledge knowledge;
    private final Echoes echoes = new Echoes(Replicas::monotonicMillis);
    private final Background pulse = new Background("fleetcast-heartbeat");
    private volatile boolean speaking;
    private volatile boolean inFlight;
    private long beatAt = monotonicMillis() - INTERVAL.toMillis();

    Replicas(
            ClusterConfig config,
            ThisReplica me,
            CommandsTopic topic,
            KafkaConnectivity link,
            StreamRegistry streams,
            Knowledge knowledge) {
        this.knowledge = knowledge;
        this.me = me.id();
        this.topic = topic;
        this.link = link;
        this.streams = streams;
        this.heartbeats = new Heartbeats(this.me, System::nanoTime);
        this.reachability = new Reachability(System::nanoTime, Clock.systemUTC(), config.lostAfter());
    }

    /** Starts to monitor whether Kafka is reachable. */
    public void watch() {
        pulse.every(Reachability.RHYTHM, this::tick);
    }

    /** Starts to send heartbeats, once the topic exists. */
    public void speak() {
        speaking = true;
    }

    /** Announces the stop, so that others need not wait for a timeout; blocks for at most a second. */
    public void leave() {
        pulse.close();
        if (!speaking || link.lostSince().isPresent()) {
            return;
        }
        try {
            topic.send(Command.farewell(me))
                    .subscribeAsCompletionStage()
                    .get(FAREWELL_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException unheard) {
            LOG.debug("Could not announce the stop; the other replicas will notice by missing heartbeats");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /** Handles a heartbeat or a farewell. */
    public void heard(Command command) {
        ReplicaId from = command.sender();
        if (command.kind() == Command.Kind.FAREWELL) {
            heartbeats.left(from);
            ofReleaseBefore.remove(from);
            return;
        }
        heartbeats.heard(from);
        if (command.v() == null) {
            ofReleaseBefore.add(from);
        }
        if (command.figures() != null) {
            figures.put(from, command.figures());
        }
        if (from.equals(me)) {
            reachability.answered();
            echoes.heard(command.sentAt());
            if (link.lostSince().isPresent()) {
                LOG.info("Kafka answers again");
                link.back();
            }
            knowledge.learned(View.REPLICAS);
        }
    }

    /** Completes when everything sent by the others before this call has been read, see {@link Echoes#next}. */
    public Uni<Void> upToDate() {
        return echoes.next();
    }

    @Override
    public boolean isAlive(ReplicaId replica) {
        return heartbeats.isAlive(replica);
    }

    @Override
    public Set<ReplicaId> live() {
        return heartbeats.live();
    }

    @Override
    public boolean areCurrent() {
        return ofReleaseBefore.stream().noneMatch(this::isAlive);
    }

    /** Whether the replica is alive and of the release before versions existed. */
    public boolean isOfReleaseBefore(ReplicaId replica) {
        return ofReleaseBefore.contains(replica) && isAlive(replica);
    }

    /** The load of every live replica that has reported it; always includes this one. */
    public Map<ReplicaId, ReplicaLoad> figures() {
        Set<ReplicaId> live = live();
        figures.keySet().retainAll(live);
        ofReleaseBefore.retainAll(live);
        Map<ReplicaId, ReplicaLoad> known = new HashMap<>(figures);
        known.put(me, streams.load());
        return known;
    }

    /** The maximum age of the command being read; valid once {@link View#REPLICAS} is loaded. */
    public Duration readingLag() {
        return echoes.lag();
    }

    private void tick() {
        if (reachability.isLost() && link.lostSince().isEmpty()) {
            LOG.warn("Kafka does not respond");
            link.lost(reachability.lastAnswered());
        }
        long now = monotonicMillis();
        if (speaking && !inFlight && now - beatAt >= INTERVAL.toMillis()) {
            beatAt = now;
            inFlight = true;
            topic.send(Command.heartbeat(me, now, streams.load()))
                    .subscribe()
                    .with(sent -> inFlight = false, unreachable -> inFlight = false);
        }
    }

    private static long monotonicMillis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }
}
