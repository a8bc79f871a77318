package dev.fleetcast.stream;

import dev.fleetcast.stream.area.AreaMemory;
import dev.fleetcast.stream.area.Areas;
import dev.fleetcast.stream.area.FollowedArea;
import dev.fleetcast.stream.event.ControlEvents;
import dev.fleetcast.stream.event.UnsubscribeReason;
import dev.fleetcast.stream.event.Update;
import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.threading.EventLoopConfined;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The units that one stream follows because they are in its area. Compares them with the area at intervals: a unit that
 * has come in is saved first, then its client gets {@code enter}, so that no replica can resume the stream without it;
 * one that has gone gets {@code leave}. Waits while the client is behind.
 */
@EventLoopConfined
final class AreaMembers {

    private static final long LOOK = 250;
    /** Finding the nearest of too many costs more. */
    private static final long SELDOM = 5_000;
    /** Only the registry determines which units are in a group, and it reports its changes. */
    private static final long WHEN_CHANGED = Long.MAX_VALUE;
    /** Units that enter together: their snapshots fit the queue of a client. */
    private static final int TOGETHER = 50;

    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration SHORTLY = Duration.ofMillis(10);

    private final Stream stream;
    private final Subscriptions subscriptions;
    private final StreamContext parts;
    private final Set<UnitId> told = new HashSet<>();
    private final Deque<UnitId> saved = new ArrayDeque<>();
    private AreaMemory memory;
    private FollowedArea area;
    private Areas.Found found = Areas.Found.NOTHING;
    private Areas.Found limitTold = Areas.Found.NOTHING;
    private long nextLook = Long.MIN_VALUE;
    private boolean saving;

    AreaMembers(Stream stream, Subscriptions subscriptions, StreamContext parts) {
        this.stream = stream;
        this.subscriptions = subscriptions;
        this.parts = parts;
    }

    /** Whether units have come in of which the client has not been told. */
    boolean isEntering() {
        return saving;
    }

    /** Follows another area, or none if it is null; false, without effect, if there is no memory for it. */
    boolean follow(FollowedArea next) {
        if (next != null && !memory().tryTake(next)) {
            return false;
        }
        area = next;
        subscriptions.saveArea(next == null ? null : next.request());
        limitTold = Areas.Found.NOTHING;
        lookAgain();
        find();
        subscriptions.all().stream()
                .filter(member -> next != null && member.isOfArea())
                .forEach(member -> subscriptions.change(member, next.mode()));
        return true;
    }

    /** The number of units to follow in the area. */
    int size() {
        return found.units().size();
    }

    /** Continues with the area and the members of a stream that is resumed. */
    void restore(FollowedArea resumed, Set<UnitId> members) {
        area = resumed;
        subscriptions.saveArea(resumed == null ? null : resumed.request());
        told.addAll(members);
        found = new Areas.Found(Set.copyOf(members), members.size());
        if (resumed != null) {
            memory().tryTake(resumed);
        }
    }

    /** Releases the memory: the stream has ended. */
    void end() {
        if (memory != null) {
            memory.clear();
        }
    }

    /** Compares the units with the area at the next tick: the registry has changed. */
    void lookAgain() {
        nextLook = Long.MIN_VALUE;
    }

    /** Whether messages of the unit are for the stream: it is inside now. */
    boolean admits(UnitId unit) {
        return area != null
                && found.units().contains(unit)
                && parts.areas().inside().test(area, unit);
    }

    /** Does the work that is due at {@code now}. */
    void tick(long now) {
        boolean idle = area == null && told.isEmpty();
        if (idle || saving || now < nextLook || !stream.backlog().isEmpty() || stream.owner() == null) {
            return;
        }
        find();
        nextLook = nextLookAfter(now);
        tellLimit();
        dismiss();
        admit();
    }

    private long nextLookAfter(long now) {
        if (found.isLimited()) {
            return now + SELDOM;
        }
        return area != null && area.isRegion() ? now + LOOK : WHEN_CHANGED;
    }

    private void find() {
        if (area == null) {
            found = Areas.Found.NOTHING;
            end();
        } else {
            found = memory().find(area, sought -> parts.areas().find().apply(stream.owner(), sought));
        }
    }

    /** Charged to the owner: a stream with an area has one. */
    private AreaMemory memory() {
        if (memory == null) {
            memory = new AreaMemory(parts.areas().memory(), stream.holder());
        }
        return memory;
    }

    private void tellLimit() {
        boolean isNew = found.total() != limitTold.total()
                || found.units().size() != limitTold.units().size();
        if (isNew && (found.isLimited() || limitTold.isLimited())) {
            int most = found.isLimited() ? found.units().size() : area.maxUnits();
            stream.events().control(ControlEvents.areaLimit(found.total(), most), null);
        }
        limitTold = found;
    }

    /** Units that have gone. */
    private void dismiss() {
        List<UnitId> gone =
                told.stream().filter(unit -> !found.units().contains(unit)).toList();
        for (UnitId unit : gone) {
            if (!stream.sender().hasRoom()) {
                lookAgain();
                return;
            }
            leave(unit, area == null ? UnsubscribeReason.REQUESTED : UnsubscribeReason.OUTSIDE);
        }
    }

    private void leave(UnitId unit, UnsubscribeReason reason) {
        told.remove(unit);
        Subscription member = subscriptions.of(unit);
        if (member != null && member.isOfArea()) {
            subscriptions.remove(unit);
            stream.sender().drop(unit);
        }
        stream.events().control(ControlEvents.leave(unit, reason), unit);
    }

    /** Units that have come in. */
    private void admit() {
        Set<UnitId> coming = new LinkedHashSet<>();
        for (UnitId unit : found.units()) {
            if (!told.contains(unit) && coming.size() < TOGETHER) {
                coming.add(unit);
            }
        }
        if (coming.isEmpty()) {
            return;
        }
        for (UnitId unit : coming) {
            if (subscriptions.of(unit) == null) {
                subscriptions.add(Subscription.ofArea(stream, unit, area.mode(), subscriptions.count()));
            }
        }
        saved.addAll(coming);
        saving = true;
        parts.areas()
                .save()
                .apply(stream)
                .subscribe()
                .with(
                        done -> stream.execute(this::enterSaved),
                        failed -> stream.eventLoop().executeAfter(RETRY, this::giveUp));
    }

    /** Kafka does not answer: the units enter later. */
    private void giveUp() {
        saving = false;
        for (UnitId unit : saved) {
            Subscription member = subscriptions.of(unit);
            if (member != null && member.isOfArea() && member.isWaiting()) {
                subscriptions.remove(unit);
            }
        }
        saved.clear();
        lookAgain();
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
        while (!saved.isEmpty()) {
            if (!stream.sender().hasRoom()) {
                stream.sender().whenThereIsRoom(this::enterSaved);
                return;
            }
            // In the order of their numbers, because ids report the highest.
            if (!enter(saved.element())) {
                stream.eventLoop().executeAfter(SHORTLY, this::enterSaved);
                return;
            }
            saved.remove();
        }
        saving = false;
        stream.events().reported(subscriptions.changes());
        lookAgain();
    }

    /** False if the loop has not reached the snapshot yet: a client that resumed here would get it again. */
    private boolean enter(UnitId unit) {
        Subscription member = subscriptions.of(unit);
        if (area == null || !found.units().contains(unit) || member == null) {
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
        told.add(unit);
        stream.events().enter(member, snapshot.orElse(null));
        return true;
    }

    /** The unit's subscription by token ends at the client's request; true if the area keeps the unit. */
    boolean keeps(Subscription subscription) {
        boolean inside = area != null
                && told.contains(subscription.unit())
                && found.units().contains(subscription.unit());
        if (inside) {
            subscription.continueFor(true);
            subscriptions.change(subscription, area.mode());
        }
        return inside;
    }

    /** The viewer has lost the unit. */
    void lost(UnitId unit, UnsubscribeReason reason) {
        if (told.remove(unit)) {
            stream.events().control(ControlEvents.leave(unit, reason), unit);
        }
    }
}
