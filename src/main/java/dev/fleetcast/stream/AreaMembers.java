package dev.fleetcast.stream;

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
    /** Finding the nearest of too many, and the units of groups, costs more. */
    private static final long SELDOM = 5_000;
    /** Units that enter together: their snapshots fit the queue of a client. */
    private static final int TOGETHER = 50;

    private static final Duration RETRY = Duration.ofSeconds(1);
    private static final Duration SHORTLY = Duration.ofMillis(10);

    private final Stream stream;
    private final Subscriptions subscriptions;
    private final StreamContext parts;
    private final Set<UnitId> told = new HashSet<>();
    private final Deque<UnitId> saved = new ArrayDeque<>();
    private FollowedArea area;
    private Set<UnitId> found = Set.of();
    private int total;
    private int totalTold;
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

    /** Follows another area, or none if it is null, from the next look on. */
    int follow(FollowedArea next) {
        area = next;
        subscriptions.saveArea(next == null ? null : next.request());
        totalTold = 0;
        nextLook = Long.MIN_VALUE;
        find();
        subscriptions.all().stream()
                .filter(member -> next != null && member.isOfArea())
                .forEach(member -> subscriptions.change(member, next.mode()));
        return found.size();
    }

    /** Continues with the area and the members of a stream that is resumed. */
    void restore(FollowedArea resumed, Set<UnitId> members) {
        area = resumed;
        subscriptions.saveArea(resumed == null ? null : resumed.request());
        told.addAll(members);
        found = Set.copyOf(members);
    }

    /** Whether messages of the unit are for the stream: it is inside now. */
    boolean admits(UnitId unit) {
        return area != null && found.contains(unit) && parts.areas().inside().test(area, unit);
    }

    /** Does the work that is due at {@code now}. */
    void tick(long now) {
        boolean idle = area == null && told.isEmpty();
        if (idle || saving || now < nextLook || !stream.backlog().isEmpty() || stream.owner() == null) {
            return;
        }
        find();
        if (area != null) {
            boolean seldom = total > area.maxUnits() || !area.isRegion();
            nextLook = now + (seldom ? SELDOM : LOOK);
            tellLimit();
        }
        dismiss();
        admit();
    }

    private void find() {
        Areas.Found now =
                area == null ? Areas.Found.NOTHING : parts.areas().find().apply(stream.owner(), area);
        found = now.units();
        total = now.total();
    }

    private void tellLimit() {
        boolean limited = total > area.maxUnits();
        if (total != totalTold && (limited || totalTold > area.maxUnits())) {
            stream.events().control(ControlEvents.areaLimit(total, area.maxUnits()), null);
        }
        totalTold = total;
    }

    /** Units that have gone. */
    private void dismiss() {
        List<UnitId> gone = told.stream().filter(unit -> !found.contains(unit)).toList();
        for (UnitId unit : gone) {
            if (!stream.sender().hasRoom()) {
                nextLook = Long.MIN_VALUE;
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
        for (UnitId unit : found) {
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
        nextLook = Long.MIN_VALUE;
    }

    /** False if the loop has not reached the snapshot yet: a client that resumed here would get it again. */
    private boolean enter(UnitId unit) {
        Subscription member = subscriptions.of(unit);
        if (area == null || !found.contains(unit) || member == null) {
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
        boolean inside = area != null && told.contains(subscription.unit()) && found.contains(subscription.unit());
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
