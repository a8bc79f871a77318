package dev.fleetcast.channel.presence;

import dev.fleetcast.channel.log.ChannelLog;
import dev.fleetcast.knowledge.Knowledge;
import dev.fleetcast.knowledge.View;
import dev.fleetcast.replica.LiveReplicas;
import dev.fleetcast.replica.ReplicaId;
import dev.fleetcast.replica.ThisReplica;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Ends the feeds of crashed replicas on their behalf; one of the live replicas does it. */
@ApplicationScoped
class DeadReplicaCleanup {

    /** How long after its last heartbeat a replica is considered dead. */
    private static final long NOTICED_AFTER_MILLIS = 5_000;
    /** The maximum number of concurrent writes. */
    private static final int MAX_AT_ONCE = 1_000;

    private final ReplicaId me;
    private final LiveReplicas replicas;
    private final ChannelLog log;
    private final Knowledge knowledge;
    private final PresenceTopic topic;
    private final LogEnds ends = new LogEnds(2 * NOTICED_AFTER_MILLIS);
    private final Set<String> ending = ConcurrentHashMap.newKeySet();

    DeadReplicaCleanup(
            ThisReplica me, LiveReplicas replicas, ChannelLog log, Knowledge knowledge, PresenceTopic topic) {
        this.me = me.id();
        this.replicas = replicas;
        this.log = log;
        this.knowledge = knowledge;
        this.topic = topic;
    }

    /** Considers every replica alive until heartbeats have been read. */
    boolean isAlive(String replica) {
        return !knowledge.has(View.REPLICAS) || replicas.isAlive(new ReplicaId(replica));
    }

    /** Notes the current end of the log, to date later crashes; called about twice a second. */
    void look(long now) {
        if (knowledge.has(View.CHANNELS, View.REPLICAS)) {
            ends.note(now, log.end());
        }
    }

    /** Ends these feeds of dead replicas if this replica is in charge, at the estimated log position of the crash. */
    void endFeeds(Map<String, PresenceRecord> feeds, long now) {
        long end = ends.at(now - NOTICED_AFTER_MILLIS).orElse(-1);
        if (feeds.isEmpty() || end < 0 || !isMyTurn()) {
            return;
        }
        feeds.forEach((feed, session) -> {
            if (ending.size() < MAX_AT_ONCE && ending.add(feed)) {
                long left = Math.max(end, session.last() + 1);
                topic.write(feed, session.leftAt(left))
                        .subscribe()
                        .with(done -> {}, unreachable -> ending.remove(feed));
            }
        });
    }

    /** Notes that the end of a feed has been read back. */
    void ended(String feed) {
        ending.remove(feed);
    }

    private boolean isMyTurn() {
        return replicas.live().stream()
                .min(Comparator.comparing(ReplicaId::value))
                .filter(me::equals)
                .isPresent();
    }
}
