package dev.fleetcast.stream;

import dev.fleetcast.stream.event.Update;
import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.threading.EventLoopConfined;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Tells the client what has changed in the area of its stream. Changes are numbered and saved before the client gets
 * them, and ids report the number of the last one: a client that resumes on any replica gets each change once.
 * Changes that come within a second or more, the longer the larger the record, share one record.
 */
@EventLoopConfined
final class AreaChanges {

    /** The least time between two records; one millisecond more for each unit in them. */
    private static final long BETWEEN_RECORDS = 1_000;
    /** Changes in one turn of the loop, which other streams need too. */
    private static final int TOGETHER = 50;

    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration SHORTLY = Duration.ofMillis(10);

    private final Stream stream;
    private final Subscriptions subscriptions;
    private final StreamContext parts;
    private final AreaMembers members;
    private final KnownArea known;
    /** What the client has yet to be told; each returns false if it must wait. */
    private final Deque<BooleanSupplier> saved = new ArrayDeque<>();

    private long nextRecord = Long.MIN_VALUE;
    private boolean underWay;
    /** Whether the last record has changes that have become void. */
    private boolean outdated;

    AreaChanges(Stream stream, Subscriptions subscriptions, StreamContext parts, AreaMembers members, KnownArea known) {
        this.stream = stream;
        this.subscriptions = subscriptions;
        this.parts = parts;
        this.members = members;
        this.known = known;
    }

    /** Whether there are changes of which the client has not been told yet. */
    boolean areUnderWay() {
        return underWay;
    }

    /** The next changes do not wait for others. */
    void hurry() {
        nextRecord = Long.MIN_VALUE;
    }

    /**
     * Saves what has changed and tells the client, if it is time for another record.
     *
     * @return whether nothing has changed
     */
    boolean tell(long now) {
        if (now < nextRecord) {
            return false;
        }
        List<UnitId> leaving = members.leaving();
        List<UnitId> coming = members.coming();
        boolean limited = members.isLimitNews();
        if (leaving.isEmpty() && coming.isEmpty() && !limited && !outdated) {
            return true;
        }
        if (limited) {
            known.announce(members.limit(subscriptions.count()));
            saved.add(this::tellLimit);
        }
        leaving.forEach(this::announceLeave);
        coming.forEach(this::announceEnter);
        nextRecord = now + BETWEEN_RECORDS + subscriptions.units().size();
        outdated = false;
        save();
        return false;
    }

    private void announceLeave(UnitId unit) {
        int change = subscriptions.count();
        known.leaving(unit, change);
        saved.add(() -> leave(unit, change));
    }

    private void announceEnter(UnitId unit) {
        int change = subscriptions.count();
        known.coming(unit, change);
        if (subscriptions.of(unit) == null) {
            subscriptions.add(Subscription.ofArea(stream, unit, members.mode(), change));
        }
        saved.add(() -> enter(unit, change));
    }

    private void save() {
        underWay = true;
        parts.areas()
                .save()
                .apply(stream)
                .subscribe()
                .with(
                        done -> stream.execute(this::tellSaved),
                        failed -> stream.eventLoop().executeAfter(RETRY, this::giveUp));
    }

    /** Kafka does not answer, or the client is behind: it gets the changes later. */
    private void giveUp() {
        underWay = false;
        saved.clear();
        known.withdrawAll();
        subscriptions.removeWaiting();
        members.lookAgain();
    }

    private void tellSaved() {
        if (stream.isClosed()) {
            return;
        }
        if (!stream.backlog().isEmpty()) {
            // A client that is behind would get later messages as earlier ones.
            giveUp();
            return;
        }
        for (int told = 0; !saved.isEmpty(); told++) {
            if (!stream.sender().hasRoom()) {
                stream.sender().whenThereIsRoom(this::tellSaved);
                return;
            }
            if (told == TOGETHER) {
                stream.execute(this::tellSaved);
                return;
            }
            // In the order of their numbers, because ids report the highest.
            if (!saved.element().getAsBoolean()) {
                stream.eventLoop().executeAfter(SHORTLY, this::tellSaved);
                return;
            }
            saved.remove();
        }
        underWay = false;
        members.remember();
        stream.events().reported(subscriptions.changes());
    }

    private boolean tellLimit() {
        known.tellLimit().ifPresent(stream.events()::areaLimit);
        return true;
    }

    private boolean leave(UnitId unit, int change) {
        if (members.isMember(unit)) {
            // It has come back, or another area has it.
            withdraw(unit);
            return true;
        }
        Subscription member = subscriptions.of(unit);
        if (member != null && member.isOfArea()) {
            subscriptions.remove(unit);
        }
        known.left(unit, stream.eventLoop().now());
        stream.events().leave(unit, members.reasonOfLeaving(unit), change);
        return true;
    }

    /** False if the loop has not reached the snapshot yet: a client that resumed here would get it again. */
    private boolean enter(UnitId unit, int change) {
        Subscription member = subscriptions.of(unit);
        Optional<Update> snapshot = parts.source().snapshots().of(unit);
        if (member == null
                || !members.isMember(unit)
                || !snapshot.map(members::isInside).orElse(true)) {
            if (member != null && member.isOfArea()) {
                subscriptions.remove(unit);
            }
            withdraw(unit);
            return true;
        }
        if (snapshot.isPresent()
                && !stream.backlog().position().includes(snapshot.get().position())) {
            return false;
        }
        if (member.isOfArea()) {
            member.begin();
            snapshot.ifPresent(member::startAfter);
        }
        known.entered(unit);
        stream.events().enter(unit, snapshot.orElse(null), change);
        return true;
    }

    private void withdraw(UnitId unit) {
        known.withdraw(unit);
        outdated = true;
        members.lookAgain();
    }
}
