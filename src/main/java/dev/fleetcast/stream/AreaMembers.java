package dev.fleetcast.stream;

import dev.fleetcast.stream.area.AreaMemory;
import dev.fleetcast.stream.area.Areas;
import dev.fleetcast.stream.area.FollowedArea;
import dev.fleetcast.stream.event.ControlEvents;
import dev.fleetcast.stream.event.DeliveryMode;
import dev.fleetcast.stream.event.UnsubscribeReason;
import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.threading.EventLoopConfined;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The units that one stream follows because they are in its area. Compares them with the area at intervals: one that has
 * come in gets {@code enter}, see {@link AreaArrivals}, and one that has gone {@code leave}. Waits while the client is
 * behind.
 */
@EventLoopConfined
final class AreaMembers {

    private static final long LOOK = 500;
    /** The looks of streams that were opened together are spread over this time: each takes its part of the loop. */
    private static final long SPREAD = 100;
    /** Finding the nearest of too many costs more. */
    private static final long SELDOM = 5_000;
    /** Only the registry determines which units are in a group, and it reports its changes. */
    private static final long WHEN_CHANGED = Long.MAX_VALUE;

    private final Stream stream;
    private final Subscriptions subscriptions;
    private final StreamContext parts;
    private final AreaArrivals arrivals;
    /** The units of which the client knows. */
    private final Set<UnitId> told = new HashSet<>();

    private AreaMemory memory;
    private FollowedArea area;
    private Areas.Found found = Areas.Found.NOTHING;
    private Areas.Found limitTold = Areas.Found.NOTHING;
    private long nextLook = Long.MIN_VALUE;
    /** Whether the client knows exactly the units that were found. */
    private boolean settled = true;

    AreaMembers(Stream stream, Subscriptions subscriptions, StreamContext parts) {
        this.stream = stream;
        this.subscriptions = subscriptions;
        this.parts = parts;
        this.arrivals = new AreaArrivals(stream, subscriptions, parts, this);
    }

    /** Whether units have come in of which the client has not been told. */
    boolean isEntering() {
        return arrivals.areUnderWay();
    }

    /** Follows another area, or none if it is null; false, without effect, if there is no memory for it. */
    boolean follow(FollowedArea next) {
        if (next != null && !memory().tryTake(next)) {
            return false;
        }
        if (area == null || next == null || !next.request().equals(area.request())) {
            limitTold = Areas.Found.NOTHING;
        }
        area = next;
        subscriptions.saveArea(next == null ? null : next.request());
        arrivals.hurry();
        lookAgain();
        settled = false;
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
        return isMember(unit) && parts.areas().inside().test(area, unit);
    }

    /** Whether the last look has found the unit. */
    boolean isMember(UnitId unit) {
        return area != null && found.units().contains(unit);
    }

    /** What the stream receives of each unit; only with an area. */
    DeliveryMode mode() {
        return area.mode();
    }

    /** The client knows that the unit has come in. */
    void entered(UnitId unit) {
        told.add(unit);
    }

    /** Does the work that is due at {@code now}. */
    void tick(long now) {
        boolean idle = area == null && told.isEmpty();
        if (idle || arrivals.areUnderWay() || !stream.backlog().isEmpty() || stream.owner() == null) {
            return;
        }
        if (now >= nextLook) {
            look(now);
        }
        if (!settled && dismiss()) {
            settled = arrivals.admit(this::coming, now);
        }
    }

    private void look(long now) {
        Areas.Found before = found;
        find();
        nextLook = nextLookAfter(now);
        // Streams share what is found in the registry: the same again needs no comparison.
        settled &= found == before;
        tellLimit();
    }

    private long nextLookAfter(long now) {
        if (found.isLimited()) {
            return now + SELDOM;
        }
        return area != null && area.isRegion() ? now + LOOK + Math.floorMod(stream.key(), SPREAD) : WHEN_CHANGED;
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

    /** Units that have gone; false if the client must read before it can be told of all of them. */
    private boolean dismiss() {
        List<UnitId> gone = told.stream().filter(unit -> !isMember(unit)).toList();
        for (UnitId unit : gone) {
            if (!stream.sender().hasRoom()) {
                return false;
            }
            leave(unit, area == null ? UnsubscribeReason.REQUESTED : UnsubscribeReason.OUTSIDE);
        }
        return true;
    }

    private void leave(UnitId unit, UnsubscribeReason reason) {
        told.remove(unit);
        arrivals.left();
        Subscription member = subscriptions.of(unit);
        if (member != null && member.isOfArea()) {
            subscriptions.remove(unit);
            stream.sender().drop(unit);
        }
        stream.events().control(ControlEvents.leave(unit, reason), unit);
    }

    /** Units of which the client does not know. */
    private List<UnitId> coming() {
        return found.units().stream().filter(unit -> !told.contains(unit)).toList();
    }

    /** The unit's subscription by token ends at the client's request; true if the area keeps the unit. */
    boolean keeps(Subscription subscription) {
        boolean inside = told.contains(subscription.unit()) && isMember(subscription.unit());
        if (inside) {
            subscription.continueFor(true);
            subscriptions.change(subscription, area.mode());
        }
        return inside;
    }

    /** The viewer has lost the unit. */
    void lost(UnitId unit, UnsubscribeReason reason) {
        if (told.remove(unit)) {
            arrivals.left();
            settled = false;
            stream.events().control(ControlEvents.leave(unit, reason), unit);
        }
    }
}
