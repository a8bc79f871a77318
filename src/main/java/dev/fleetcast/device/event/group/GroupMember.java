package dev.fleetcast.device.event.group;

import dev.fleetcast.device.event.group.GroupRecord.Share;
import dev.fleetcast.device.event.log.EventPlayback;
import dev.fleetcast.device.event.log.EventPlaybacks;
import dev.fleetcast.device.event.log.LoggedEvent;
import dev.fleetcast.device.event.log.Positions;
import dev.fleetcast.feed.Flow;
import dev.fleetcast.threading.EventLoopConfined;
import io.netty.buffer.ByteBuf;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * A stream that shares its events with the others of a group. It reads the log once for each point at which it was
 * given slots, until they are all at the end.
 */
@EventLoopConfined
public final class GroupMember implements Flow.Source {

    /** How often a note is repeated, long before the topic forgets it. */
    private static final Duration RENEWAL = Duration.ofMinutes(10);

    private final String group;
    private final String id;
    private final String openedAt;
    private final EventPlaybacks playbacks;
    private final Predicate<LoggedEvent> filter;
    private final GroupStream stream;
    private final List<Part> parts = new ArrayList<>();
    private final BitSet used = new BitSet();
    private List<Share> noted;
    private long notedAt;

    /** Slots that are at the same point of the log. */
    private final class Part implements Predicate<LoggedEvent> {

        private final EventPlayback events;
        /** Replaced, never changed: other threads read it. */
        private volatile BitSet slots;

        Part(BitSet slots) {
            this.slots = slots;
            this.events = playbacks.of(this, stream.loop());
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
     * @param id see {@link FollowerId}
     * @param openedAt the id of the point of the log where it has opened
     */
    GroupMember(
            String group,
            String id,
            String openedAt,
            EventPlaybacks playbacks,
            Predicate<LoggedEvent> filter,
            GroupStream stream) {
        this.group = group;
        this.id = id;
        this.openedAt = openedAt;
        this.playbacks = playbacks;
        this.filter = filter;
        this.stream = stream;
    }

    String group() {
        return group;
    }

    String id() {
        return id;
    }

    /** The id of the point of the log where it has opened: the first member of a group gets everything after it. */
    String openedAt() {
        return openedAt;
    }

    /** Ends the stream; any thread. */
    void end() {
        stream.loop().execute(stream::close);
    }

    /** Gives it slots from a point of the log on; any thread. */
    void give(BitSet slots, Optional<Positions> at) {
        stream.loop().execute(() -> {
            used.andNot(slots);
            Part part = new Part(slots);
            part.events.begin(at, stream::turn, stream::isClosed);
            parts.add(part);
            stream.turn();
        });
    }

    /** Takes from it those of the slots that no event was sent of; passes them with their points on; any thread. */
    void release(BitSet wanted, Consumer<List<Share>> released) {
        stream.loop().execute(() -> {
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

    /**
     * Its shares, unless they have just been noted: a replica that starts later knows the members by their notes.
     *
     * @param now a time like {@link System#nanoTime}
     */
    Optional<List<Share>> news(long now) {
        List<Share> shares = shares();
        if (shares.equals(noted) && now - notedAt < RENEWAL.toNanos()) {
            return Optional.empty();
        }
        noted = shares;
        notedAt = now;
        return Optional.of(shares);
    }

    Executor loop() {
        return stream.loop();
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

    @Override
    public Runnable leaving() {
        List<Runnable> all = parts.stream().map(part -> part.events.leaving()).toList();
        return () -> all.forEach(Runnable::run);
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
