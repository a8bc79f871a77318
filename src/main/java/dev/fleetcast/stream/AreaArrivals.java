package dev.fleetcast.stream;

import dev.fleetcast.stream.event.Update;
import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.threading.EventLoopConfined;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The units that are coming into the area of a stream. They are saved first, then the client gets {@code enter}, so that
 * no replica can resume the stream without a unit that the client knows. A record has all units of the stream: those
 * that come within a second or more, the longer the larger the record, share one.
 */
@EventLoopConfined
final class AreaArrivals {

    /** The least time between two records; one millisecond more for each unit in them. */
    private static final long BETWEEN_RECORDS = 1_000;
    /** Units that enter in one turn of the loop, which other streams need too. */
    private static final int TOGETHER = 50;

    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration SHORTLY = Duration.ofMillis(10);

    private final Stream stream;
    private final Subscriptions subscriptions;
    private final StreamContext parts;
    private final AreaMembers members;
    private final Deque<UnitId> saved = new ArrayDeque<>();

    private long nextRecord = Long.MIN_VALUE;
    private boolean underWay;
    /** Whether the last record has units of which the client knows that they have gone. */
    private boolean outdated;

    AreaArrivals(Stream stream, Subscriptions subscriptions, StreamContext parts, AreaMembers members) {
        this.stream = stream;
        this.subscriptions = subscriptions;
        this.parts = parts;
        this.members = members;
    }

    /** Whether there are units of which the client has not been told yet. */
    boolean areUnderWay() {
        return underWay;
    }

    /** The client waits for the next units: it has changed its area. */
    void hurry() {
        nextRecord = Long.MIN_VALUE;
    }

    /** A unit has gone: a stream that is resumed with it would not say that it has come back. */
    void left() {
        outdated = true;
    }

    /**
     * Lets the units enter that have come in, if it is time for another record.
     *
     * @return whether there are none
     */
    boolean admit(Supplier<List<UnitId>> arrived, long now) {
        if (now < nextRecord) {
            return false;
        }
        List<UnitId> coming = arrived.get();
        if (coming.isEmpty() && !outdated) {
            return true;
        }
        for (UnitId unit : coming) {
            if (subscriptions.of(unit) == null) {
                subscriptions.add(Subscription.ofArea(stream, unit, members.mode(), subscriptions.count()));
            }
        }
        nextRecord = now + BETWEEN_RECORDS + subscriptions.units().size();
        outdated = false;
        save(coming);
        return false;
    }

    private void save(List<UnitId> coming) {
        saved.addAll(coming);
        underWay = true;
        parts.areas()
                .save()
                .apply(stream)
                .subscribe()
                .with(
                        done -> stream.execute(this::enterSaved),
                        failed -> stream.eventLoop().executeAfter(RETRY, this::giveUp));
    }

    /** Kafka does not answer, or the client is behind: the units enter later. */
    private void giveUp() {
        underWay = false;
        for (UnitId unit : saved) {
            Subscription member = subscriptions.of(unit);
            if (member != null && member.isOfArea() && member.isWaiting()) {
                subscriptions.remove(unit);
            }
        }
        saved.clear();
        members.lookAgain();
    }

    private void enterSaved() {
        if (stream.isClosed()) {
            return;
        }
        if (!stream.backlog().isEmpty()) {
            // A client that is behind would get later messages as earlier ones.
            giveUp();
            return;
        }
        for (int entered = 0; !saved.isEmpty(); entered++) {
            if (!stream.sender().hasRoom()) {
                stream.sender().whenThereIsRoom(this::enterSaved);
                return;
            }
            if (entered == TOGETHER) {
                stream.execute(this::enterSaved);
                return;
            }
            // In the order of their numbers, because ids report the highest.
            if (!enter(saved.element())) {
                stream.eventLoop().executeAfter(SHORTLY, this::enterSaved);
                return;
            }
            saved.remove();
        }
        underWay = false;
        stream.events().reported(subscriptions.changes());
    }

    /** False if the loop has not reached the snapshot yet: a client that resumed here would get it again. */
    private boolean enter(UnitId unit) {
        Subscription member = subscriptions.of(unit);
        if (!members.isMember(unit) || member == null) {
            if (member != null && member.isOfArea()) {
                subscriptions.remove(unit);
            }
            return true;
        }
        Optional<Update> snapshot = parts.source().snapshots().of(unit);
        if (snapshot.isPresent()
                && !stream.backlog().position().includes(snapshot.get().position())) {
            return false;
        }
        if (member.isOfArea()) {
            member.begin();
            snapshot.ifPresent(member::startAfter);
        }
        members.entered(unit);
        stream.events().enter(member, snapshot.orElse(null));
        return true;
    }
}
