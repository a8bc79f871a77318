package dev.fleetcast.device.event.group;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetcast.device.DeviceConfig;
import dev.fleetcast.device.event.group.GroupRecord.Kind;
import dev.fleetcast.device.event.group.GroupRecord.Share;
import dev.fleetcast.device.event.group.GroupState.Step;
import dev.fleetcast.device.event.log.EventLog;
import dev.fleetcast.device.event.log.EventPlaybacks;
import dev.fleetcast.device.event.log.LoggedEvent;
import dev.fleetcast.kafka.EachRecord;
import dev.fleetcast.kafka.StartOffsets;
import dev.fleetcast.kafka.TopicCreation;
import dev.fleetcast.kafka.TopicReader;
import dev.fleetcast.kafka.TopicSource;
import dev.fleetcast.memory.MemoryBudgets;
import dev.fleetcast.memory.MemoryHolder;
import dev.fleetcast.memory.MemoryKind;
import dev.fleetcast.replica.Background;
import dev.fleetcast.replica.LiveReplicas;
import dev.fleetcast.replica.ReplicaId;
import dev.fleetcast.replica.ThisReplica;
import dev.fleetcast.threading.ThreadSafe;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.Record;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.OnOverflow;
import org.jboss.logging.Logger;

/**
 * Streams of several servers of one user that share their events, on whichever replicas they are. What the streams of
 * this replica do goes to a topic; what follows from the topic they do.
 */
@ThreadSafe
@ApplicationScoped
public class Groups {

    /** The approximate memory of a member and its group, in bytes. */
    public static final int MEMBER_BYTES = 4 * 1024;

    private static final Logger LOG = Logger.getLogger(Groups.class);
    private static final Duration SWEEP = Duration.ofSeconds(1);
    private static final Duration RELEASED_AGAIN = Duration.ofMillis(200);

    private final ReplicaId me;
    private final LiveReplicas replicas;
    private final EventLog log;
    private final EventPlaybacks playbacks;
    private final TopicCreation creation;
    private final ObjectMapper json = new ObjectMapper();
    private final MutinyEmitter<Record<String, String>> out;
    private final TopicReader reader;
    private final Background sweeper = new Background("fleetcast-device-groups-sweep");
    private final GroupStates states;
    private final ConcurrentMap<String, GroupMember> mine = new ConcurrentHashMap<>();

    Groups(
            ThisReplica me,
            LiveReplicas replicas,
            EventLog log,
            EventPlaybacks playbacks,
            DeviceConfig config,
            MemoryBudgets memory,
            TopicSource source,
            TopicCreation creation,
            @Channel("device-groups-out") @OnOverflow(OnOverflow.Strategy.UNBOUNDED_BUFFER)
                    MutinyEmitter<Record<String, String>> out) {
        this.me = me.id();
        this.replicas = replicas;
        this.log = log;
        this.playbacks = playbacks;
        this.creation = creation;
        this.out = out;
        this.states = new GroupStates(memory.of(MemoryKind.DETACHED));
        this.reader = new TopicReader(
                "fleetcast-device-groups",
                source,
                Set.of(config.groupsTopic()),
                StartOffsets.BEGINNING,
                new EachRecord(this::heard));
    }

    void start(@Observes StartupEvent started) {
        creation.done().thenRun(reader::start);
        sweeper.every(SWEEP, this::sweep);
    }

    void stop(@Observes ShutdownEvent stopping) {
        sweeper.close();
        reader.close();
    }

    /**
     * Lets a stream take part in a group.
     *
     * @param group the group's key
     * @param holder whose stream it is
     * @param filter the events of the stream
     */
    public GroupMember join(String group, MemoryHolder holder, Predicate<LoggedEvent> filter, GroupStream stream) {
        String id = FollowerId.of(holder);
        String now = playbacks.id(log.now().positions());
        GroupMember member = new GroupMember(group, id, now, playbacks, filter, stream);
        mine.put(id, member);
        tellJoin(member);
        return member;
    }

    /** Ends the part of a stream that has closed; called on its event loop. */
    public void leave(GroupMember member) {
        if (mine.containsKey(member.id())) {
            // Before it is removed: the sweep tells of a member that is missing, and does not know where it was.
            tell(member.group(), new GroupRecord(Kind.LEAVE, member.id(), me.value(), null, member.shares()));
            mine.remove(member.id());
        }
    }

    private void heard(ConsumerRecord<byte[], byte[]> read) {
        if (read.key() == null || read.value() == null) {
            return;
        }
        String group = new String(read.key(), StandardCharsets.UTF_8);
        GroupRecord record;
        try {
            record = json.readValue(read.value(), GroupRecord.class);
        } catch (IOException unreadable) {
            LOG.warnf("%s: record %d is unreadable and was skipped", read.topic(), (Object) read.offset());
            return;
        }
        states.apply(group, record, read.timestamp()).forEach(step -> follow(group, step));
    }

    private void follow(String group, Step step) {
        if (step instanceof Step.Give give) {
            GroupMember member = mine.get(give.member());
            if (member != null) {
                member.give(give.slots(), playbacks.at(give.at()));
            }
        } else if (step instanceof Step.Ask ask) {
            GroupMember member = mine.get(ask.member());
            if (member != null) {
                member.release(
                        ask.slots(),
                        shares ->
                                tell(group, new GroupRecord(Kind.RELEASE, ask.member(), me.value(), ask.to(), shares)));
            }
        } else if (step instanceof Step.Expel expel) {
            GroupMember member = mine.remove(expel.member());
            if (member != null) {
                // This replica was thought dead: others have its share.
                member.end();
            }
        }
    }

    private void sweep() {
        for (GroupMember member : mine.values()) {
            if (states.has(member.group(), member.id())) {
                member.loop().execute(() -> note(member));
            } else {
                tellJoin(member);
            }
        }
        boolean speaks = replicas.live().stream()
                .min(Comparator.comparing(ReplicaId::value))
                .filter(me::equals)
                .isPresent();
        states.forEach((group, members) -> members.forEach((member, replica) -> {
            boolean lost = replica.equals(me.value())
                    ? !mine.containsKey(member)
                    : speaks && !replicas.isAlive(new ReplicaId(replica));
            if (lost) {
                tell(group, new GroupRecord(Kind.LEAVE, member, replica, null, List.of()));
            }
        }));
        states.sweep(System.currentTimeMillis());
    }

    private void note(GroupMember member) {
        if (mine.containsKey(member.id())) {
            member.news(System.nanoTime())
                    .ifPresent(shares ->
                            tell(member.group(), new GroupRecord(Kind.NOTE, member.id(), me.value(), null, shares)));
        }
    }

    private void tellJoin(GroupMember member) {
        BitSet all = new BitSet();
        all.set(0, Slots.COUNT);
        Share opened = Share.of(all, member.openedAt());
        tell(member.group(), new GroupRecord(Kind.JOIN, member.id(), me.value(), null, List.of(opened)));
    }

    /** Other records are repeated by the next sweep; without a release, no member would send what was released. */
    private void tell(String group, GroupRecord record) {
        send(group, record)
                .onFailure(failed -> record.kind() == Kind.RELEASE && mine.containsKey(record.member()))
                .retry()
                .withBackOff(RELEASED_AGAIN, SWEEP)
                .indefinitely()
                .subscribe()
                .with(done -> {}, failed -> {});
    }

    private Uni<Void> send(String group, GroupRecord record) {
        try {
            String text = json.writeValueAsString(record);
            return Uni.createFrom().deferred(() -> out.send(Record.of(group, text)));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
