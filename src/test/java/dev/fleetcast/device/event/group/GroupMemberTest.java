package dev.fleetcast.device.event.group;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.device.event.group.GroupRecord.Kind;
import dev.fleetcast.device.event.group.GroupRecord.Share;
import dev.fleetcast.device.event.group.GroupState.Step;
import dev.fleetcast.device.event.log.TestLogs;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Members on two replicas that come and go at random, over logs that the replicas read in their own order. */
class GroupMemberTest {

    private static final Pattern SENT = Pattern.compile("event: (\\S+)\n");
    private static final int PARTITIONS = 4;
    private static final int DEVICES = 20;
    private static final int STEPS = 3_000;

    private final List<GroupRecord> topic = new ArrayList<>();
    private final List<TestReplica> replicas = List.of(new TestReplica("r0"), new TestReplica("r1"));
    private final long[] published = new long[PARTITIONS];
    private final List<Published> events = new ArrayList<>();
    private final List<String> sent = new ArrayList<>();
    private int members;

    private record Published(int partition, long offset, String coreid, String name) {}

    private final class TestReplica {

        private final String name;
        private final TestLogs log = new TestLogs(PARTITIONS);
        private final GroupState state = new GroupState();
        private final Map<String, GroupMember> mine = new LinkedHashMap<>();
        private final Map<Integer, Integer> read = new HashMap<>();
        private int applied;

        TestReplica(String name) {
            this.name = name;
        }

        void join() {
            String id = "m" + members++;
            GroupMember member = member(id, log);
            mine.put(id, member);
            BitSet all = new BitSet();
            all.set(0, Slots.COUNT);
            topic.add(new GroupRecord(Kind.JOIN, id, name, null, List.of(Share.of(all, member.openedAt()))));
        }

        void leave(GroupMember member) {
            mine.remove(member.id());
            topic.add(new GroupRecord(Kind.LEAVE, member.id(), name, null, member.shares()));
        }

        void applyNext() {
            if (applied < topic.size()) {
                state.apply(topic.get(applied++), 0).forEach(this::follow);
            }
        }

        private void follow(Step step) {
            if (step instanceof Step.Give give && mine.containsKey(give.member())) {
                mine.get(give.member()).give(give.slots(), log.playbacks().at(give.at()));
            } else if (step instanceof Step.Ask ask && mine.containsKey(ask.member())) {
                mine.get(ask.member())
                        .release(
                                ask.slots(),
                                shares ->
                                        topic.add(new GroupRecord(Kind.RELEASE, ask.member(), name, ask.to(), shares)));
            }
        }

        /** Reads the next event of a partition. */
        void read(int partition) {
            int at = read.getOrDefault(partition, 0);
            for (int i = at; i < events.size(); i++) {
                Published event = events.get(i);
                if (event.partition() == partition) {
                    log.add(partition, event.offset(), event.coreid(), event.name());
                    read.put(partition, i + 1);
                    return;
                }
            }
        }

        void send(GroupMember member) {
            if (member.hasMore()) {
                ByteBuf piece = Unpooled.buffer();
                member.write(piece, 400);
                SENT.matcher(piece.toString(StandardCharsets.US_ASCII))
                        .results()
                        .forEach(found -> sent.add(found.group(1)));
            }
            member.written(0);
            member.forget();
        }

        GroupMember any(Random random) {
            List<GroupMember> all = List.copyOf(mine.values());
            return all.isEmpty() ? null : all.get(random.nextInt(all.size()));
        }
    }

    /** A connection that the test turns. */
    private static final class Connection implements GroupStream {

        @Override
        public Executor loop() {
            return Runnable::run;
        }

        @Override
        public void turn() {
            // Later.
        }

        @Override
        public void close() {
            // Stays.
        }

        @Override
        public boolean isClosed() {
            return false;
        }
    }

    private static GroupMember member(String id, TestLogs log) {
        return new GroupMember("g", id, log.now(), log.playbacks(), event -> true, new Connection());
    }

    private void publish(Random random) {
        int device = random.nextInt(DEVICES);
        int partition = device % PARTITIONS;
        events.add(new Published(
                partition, published[partition]++, "d" + device, String.format("d%d/%06d", device, events.size())));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void everyEventGoesToOneOfThemOnceAndInOrderPerDevice(long seed) {
        Random random = new Random(seed);
        replicas.get(0).join();
        replicas.get(0).applyNext();
        for (int step = 0; step < STEPS; step++) {
            TestReplica replica = replicas.get(random.nextInt(2));
            int dice = random.nextInt(100);
            GroupMember member = replica.any(random);
            if (dice < 30) {
                publish(random);
            } else if (dice < 65) {
                replica.read(random.nextInt(PARTITIONS));
            } else if (dice < 85) {
                if (member != null) {
                    replica.send(member);
                }
            } else if (dice < 97) {
                replica.applyNext();
            } else if (dice < 98 && member != null && replica.mine.size() > 1) {
                replica.leave(member);
            } else if (replica.mine.size() < 4) {
                replica.join();
            }
        }
        for (int round = 0; round < STEPS * 2; round++) {
            for (TestReplica replica : replicas) {
                replica.applyNext();
                for (int partition = 0; partition < PARTITIONS; partition++) {
                    replica.read(partition);
                }
                List.copyOf(replica.mine.values()).forEach(replica::send);
            }
        }

        assertThat(sent).doesNotHaveDuplicates().hasSize(events.size());
        for (int device = 0; device < DEVICES; device++) {
            String prefix = "d" + device + "/";
            assertThat(sent.stream().filter(name -> name.startsWith(prefix))).isSorted();
        }
    }

    @Test
    void sharesAreNotedWhenTheyChangeAndOnceInAWhile() {
        TestLogs log = new TestLogs(1);
        GroupMember member = member("m", log);
        assertThat(member.news(0)).as("a member without devices is a member").contains(List.of());
        BitSet one = BitSet.valueOf(new long[] {1});
        member.give(one, log.playbacks().at(log.now()));

        assertThat(member.news(1)).contains(List.of(Share.of(one, log.now())));
        assertThat(member.news(2)).isEmpty();
        assertThat(member.news(Duration.ofMinutes(11).toNanos())).isPresent();
    }
}
