package dev.fleetcast.device.event.group;

import dev.fleetcast.device.event.group.GroupRecord.Share;
import dev.fleetcast.device.event.log.EventPlayback;
import dev.fleetcast.device.event.log.EventPlaybacks;
import dev.fleetcast.device.event.log.LoggedEvent;
import dev.fleetcast.device.event.log.Positions;
import dev.fleetcast.feed.FlowSource;
import dev.fleetcast.threading.EventLoopConfined;
import io.netty.buffer.ByteBuf;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A stream that shares its events with the others of a group. It reads the log once for each point at which it was
 * given slots, until they are all at the end.
 */
@EventLoopConfined
public final class GroupMember implements FlowSource {

    private final String group;
    private final String id;
    private final EventPlaybacks playbacks;
    private final Predicate<LoggedEvent> filter;
    private final Executor loop;
    private final Runnable wake;
    private final Runnable end;
    private final BooleanSupplier closed;
    private final List<Part> parts = new ArrayList<>();
    private final BitSet used = new BitSet();

    /** Slots that are at the same point of the log. */
    private final class Part implements Predicate<LoggedEvent> {

        private final EventPlayback events;
        /** Replaced, never changed: other threads read it. */
        private volatile BitSet slots;

        Part(BitSet slots) {
            this.slots = slots;
            this.events = playbacks.of(this, loop);
        }

        @Override
        public boolean test(LoggedEvent event) {
            return slots.get(Slots.of(event.coreid())) && filter.test(event);
        }

        void add(BitSet more) {
            BitSet all = (BitSet) slots.clone();
            all.or(more);
            slots = all;
        }

        void remove(BitSet less) {
            BitSet rest = (BitSet) slots.clone();
            rest.andNot(less);
            slots = rest;
        }
    }

    /**
     * @param group the group's key
     * @param id identifies the stream over all replicas
     * @param wake lets the stream send
     * @param end ends the stream
     * @param closed whether the stream has ended; any thread
     */
    GroupMember(
            String group,
            String id,
            EventPlaybacks playbacks,
            Predicate<LoggedEvent> filter,
            Executor loop,
            Runnable wake,
            Runnable end,
            BooleanSupplier closed) {
        this.group = group;
        this.id = id;
        this.playbacks = playbacks;
        this.filter = filter;
        this.loop = loop;
        this.wake = wake;
        this.end = end;
        this.closed = closed;
    }

    String group() {
        return group;
    }

    String id() {
        return id;
    }

    /** Ends the stream; any thread. */
    void end() {
        loop.execute(end);
    }

    /** Gives it slots from a point of the log on; any thread. */
    void give(BitSet slots, Optional<Positions> at) {
        loop.execute(() -> {
            used.andNot(slots);
            Part part = new Part(slots);
            part.events.begin(at, wake, closed);
            parts.add(part);
            wake.run();
        });
    }

    /** Takes from it those of the slots that no event was sent of; passes them with their points on; any thread. */
    void release(BitSet wanted, Consumer<List<Share>> released) {
        loop.execute(() -> {
            BitSet unused = (BitSet) wanted.clone();
            unused.andNot(used);
            List<Share> shares = new ArrayList<>();
            for (Part part : parts) {
                BitSet of = (BitSet) part.slots.clone();
                of.and(unused);
                if (!of.isEmpty()) {
                    part.events.forget();
                    part.remove(of);
                    shares.add(Share.of(of, playbacks.id(part.events.given())));
                }
            }
            if (!shares.isEmpty()) {
                released.accept(shares);
            }
        });
    }

    /** Where its slots are: what has left this process; any thread, after the stream has closed or within its loop. */
    List<Share> shares() {
        return parts.stream()
                .filter(part -> !part.slots.isEmpty())
                .map(part -> Share.of(part.slots, playbacks.id(part.events.taken())))
                .toList();
    }

    Executor loop() {
        return loop;
    }

    @Override
    public boolean hasMore() {
        mergeParts();
        boolean more = false;
        for (Part part : parts) {
            more |= part.events.hasMore();
        }
        return more;
    }

    @Override
    public int bytes(int room) {
        return firstFull().map(part -> part.events.bytes(room)).orElse(0);
    }

    @Override
    public void write(ByteBuf piece, int room) {
        firstFull().ifPresent(part -> {
            part.events.waiting().forEach(event -> used.set(Slots.of(event.coreid())));
            part.events.write(piece, room);
        });
    }

    @Override
    public void forget() {
        parts.forEach(part -> part.events.forget());
    }

    @Override
    public void written(int waiting) {
        parts.forEach(part -> part.events.written(waiting));
    }

    private Optional<Part> firstFull() {
        return parts.stream().filter(part -> !part.events.waiting().isEmpty()).findFirst();
    }

    /** Parts that have read everything are at the same point. */
    private void mergeParts() {
        Part first = null;
        for (Part part : List.copyOf(parts)) {
            if (part.slots.isEmpty()) {
                parts.remove(part);
            } else if (part.events.isAtEnd()) {
                if (first == null) {
                    first = part;
                } else {
                    first.add(part.slots);
                    parts.remove(part);
                }
            }
        }
    }
}
