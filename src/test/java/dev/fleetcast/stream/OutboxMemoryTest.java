package dev.fleetcast.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.memory.MemoryBudget;
import dev.fleetcast.memory.MemoryHolder;
import dev.fleetcast.stream.event.DeliveryMode;
import dev.fleetcast.telemetry.UnitId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A hundred kilobytes for all queues and sixty per user; every message takes ten. */
class OutboxMemoryTest {

    private static final int KB = 1_024;

    private final MemoryBudget queues = new MemoryBudget(100 * KB, 60 * KB);
    private final OpenStream open = OpenStream.with(queues);
    private final List<RecordingOutlet> outlets = new ArrayList<>();
    private final List<Stream> streams = new ArrayList<>();

    @Test
    void clientThatKeepsUpReservesNothing() {
        reader(1);

        route(1, 100);

        assertThat(queues.used()).isZero();
        assertThat(outlets.get(0).story()).hasSize(101);
    }

    @Test
    void queuesOfOneUserHoldNoMoreThanTheUsersShare() {
        for (int i = 0; i < 5; i++) {
            reader(1);
            outlets.get(i).block();
        }

        route(1, 20);

        assertThat(queues.used()).isLessThanOrEqualTo(60 * KB);
        assertThat(queues.tryReserve(MemoryHolder.ofUser(2), 40 * KB)).isTrue();
    }

    @Test
    void messagesWithoutMemoryAreDeliveredLater() {
        for (int i = 0; i < 5; i++) {
            reader(1);
            outlets.get(i).block();
        }
        route(1, 5);

        outlets.forEach(RecordingOutlet::drain);
        open.executor.turn();

        assertThat(outlets)
                .allSatisfy(outlet -> assertThat(outlet.story())
                        .containsExactly("ready 1", "gps 1 #1", "gps 1 #2", "gps 1 #3", "gps 1 #4", "gps 1 #5"));
        assertThat(queues.used()).isZero();
    }

    @Test
    void slowClientWithoutMemoryIsEndedAndTheOthersAreNot() {
        queues.tryReserve(MemoryHolder.ofUser(2), 60 * KB);
        queues.tryReserve(MemoryHolder.ofUser(3), 40 * KB);
        reader(1);
        reader(1);
        outlets.get(0).block();

        route(1, 2);
        open.during(streams.get(0), 4_000);
        assertThat(streams.get(0).isClosed()).isFalse();
        open.during(streams.get(0), 5_600);
        open.during(streams.get(1), 5_600);

        assertThat(streams.get(0).isClosed()).isTrue();
        assertThat(open.counted("fleetcast.streams.ended", "reason", "limit")).isOne();
        assertThat(streams.get(1).isClosed()).isFalse();
        assertThat(queues.used()).isEqualTo(100 * KB);
    }

    @Test
    void memoryThatComesFreeInTimeIsEnough() {
        queues.tryReserve(MemoryHolder.ofUser(2), 60 * KB);
        queues.tryReserve(MemoryHolder.ofUser(3), 40 * KB);
        reader(1);
        outlets.get(0).block();
        route(1, 2);

        queues.release(MemoryHolder.ofUser(2), 60 * KB);
        open.during(streams.get(0), 5_600);

        assertThat(streams.get(0).isClosed()).isFalse();
    }

    @Test
    void endedStreamGivesItsMemoryBack() {
        reader(1);
        outlets.get(0).block();
        route(1, 20);
        assertThat(queues.used()).isPositive();

        streams.get(0).gone();

        assertThat(queues.used()).isZero();
    }

    private void reader(long user) {
        RecordingOutlet outlet = new RecordingOutlet();
        Stream stream = open.add(outlet);
        stream.own(new Viewer(user, "user", Set.of(), Set.of(), "session"));
        stream.execute(
                () -> stream.subscriptions().follow(new UnitId(1), DeliveryMode.EVERY, unit -> Optional.empty()));
        open.executor.turn();
        outlets.add(outlet);
        streams.add(stream);
    }

    private void route(int first, int last) {
        String large = "x".repeat(10 * KB);
        for (int i = first; i <= last; i++) {
            open.route(TestUpdates.update(1, "gps", false, i, "{\"seq_no\":" + i + ",\"x\":\"" + large + "\"}"));
        }
    }
}
