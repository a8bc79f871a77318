package dev.fleetcast.stream;

import dev.fleetcast.stream.area.Area;
import dev.fleetcast.stream.area.AreaMemory;
import dev.fleetcast.stream.area.Areas;
import dev.fleetcast.stream.area.FollowedArea;
import dev.fleetcast.stream.event.DeliveryMode;
import dev.fleetcast.stream.event.UnsubscribeReason;
import dev.fleetcast.stream.event.Update;
import dev.fleetcast.stream.spi.AreaRecord;
import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.threading.EventLoopConfined;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The units that one stream follows because they are in its area. Compares them with the area at intervals, and has
 * {@link AreaChanges} tell the client what differs. Waits while the client is behind.
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
    private final KnownArea known;
    private final AreaChanges changes;
    /** Units that the viewer has lost, until the client has been told that they have left. */
    private final Map<UnitId, UnsubscribeReason> lost = new HashMap<>();

    private AreaMemory memory;
    private FollowedArea area;
    private Areas.Found found = Areas.Found.NOTHING;
    private long nextLook = Long.MIN_VALUE;
    /** Whether the client knows exactly the units that were found. */
    private boolean settled = true;

    AreaMembers(Stream stream, Subscriptions subscriptions, StreamContext parts) {
        this.stream = stream;
        this.subscriptions = subscriptions;
        this.parts = parts;
        // A cut connection is noticed within the pong timeout.
        this.known = new KnownArea(2 * parts.config().pongTimeout().toMillis());
        this.changes = new AreaChanges(stream, subscriptions, parts, this, known);
    }

    /** Whether there are changes of which the client has not been told. */
    boolean isChanging() {
        return changes.areUnderWay();
    }

    /** Whether there is an area, or a client that must be told of its end, now or when it resumes. */
    boolean isInUse() {
        return area != null || !known.units().isEmpty() || known.ended() > 0;
    }

    /** Follows another area, or none if it is null; false, without effect, if there is no memory for it. */
    boolean follow(FollowedArea next) {
        if (next != null && !memory().tryTake(next)) {
            return false;
        }
        if (area == null || next == null || !next.request().equals(area.request())) {
            known.forgetLimit();
        }
        area = next;
        changes.hurry();
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

    /** Continues with the area of a stream that is resumed, and with what its client knows. */
    void restore(ResumePlan plan) {
        area = plan.area();
        known.restore(plan.visits(), plan.record().area().limit(), plan.cursor().change());
        known.units().stream()
                .filter(unit -> !plan.maySee().test(unit))
                .forEach(unit -> lost.put(unit, UnsubscribeReason.REVOKED));
        Set<UnitId> units = Set.copyOf(known.units());
        found = new Areas.Found(units, units.size());
        settled = false;
        if (area != null) {
            memory().tryTake(area);
        }
    }

    /** The area as it is saved. */
    AreaRecord record() {
        return isInUse() ? known.record(area == null ? null : area.request()) : AreaRecord.NONE;
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

    /** Whether the last look has found the unit, and the viewer has not lost it since. */
    boolean isMember(UnitId unit) {
        return area != null && found.units().contains(unit) && !lost.containsKey(unit);
    }

    /** Whether the message says that its unit is in the area; true if the message has no position. */
    boolean isInside(Update update) {
        return update.place() == null
                || area == null
                || !(area.area() instanceof Area.Region region)
                || region.contains(update.place());
    }

    /** What the stream receives of each unit; only with an area. */
    DeliveryMode mode() {
        return area.mode();
    }

    /** Does the work that is due at {@code now}. */
    void tick(long now) {
        if (!isInUse() || changes.areUnderWay() || !stream.backlog().isEmpty() || stream.owner() == null) {
            return;
        }
        if (now >= nextLook) {
            look(now);
        }
        if (!settled) {
            settled = changes.tell(now);
        }
    }

    private void look(long now) {
        Areas.Found before = found;
        find();
        known.expire(now);
        remember();
        nextLook = nextLookAfter(now);
        // The same object means the same units.
        settled &= found == before;
    }

    private long nextLookAfter(long now) {
        if (found.isLimited()) {
            return now + SELDOM;
        }
        if (area == null) {
            return now + SELDOM;
        }
        return area.isRegion() ? now + LOOK + Math.floorMod(stream.key(), SPREAD) : WHEN_CHANGED;
    }

    private void find() {
        if (area == null) {
            found = Areas.Found.NOTHING;
            end();
        } else {
            Areas.Found before = found;
            found = memory().find(area, before, sought -> parts.areas().find().find(stream.owner(), sought, before));
        }
    }

    /** Reserves memory for the units that have left; without any, forgets them. */
    void remember() {
        if ((memory != null || known.ended() > 0) && !memory().tryRemember(known.ended())) {
            known.forgetEnded();
        }
    }

    /** Charged to the owner: a stream with an area has one. */
    private AreaMemory memory() {
        if (memory == null) {
            memory = new AreaMemory(parts.areas().memory(), stream.holder());
        }
        return memory;
    }

    /** Units that the client knows to be inside, and that are not. */
    List<UnitId> leaving() {
        return known.units().stream().filter(unit -> !isMember(unit)).toList();
    }

    /** Units inside of which the client does not know. */
    List<UnitId> coming() {
        return found.units().stream()
                .filter(unit -> !known.contains(unit) && !lost.containsKey(unit))
                .collect(Collectors.toList());
    }

    /** Why the unit is no longer in the area. */
    UnsubscribeReason reasonOfLeaving(UnitId unit) {
        UnsubscribeReason reason = lost.remove(unit);
        if (reason != null) {
            return reason;
        }
        return area == null ? UnsubscribeReason.REQUESTED : UnsubscribeReason.OUTSIDE;
    }

    /** Whether the client must be told how many units there are. */
    boolean isLimitNews() {
        return area != null && known.isLimitNews(found, followed());
    }

    /** What the client is to be told about the number of units, with that change. */
    AreaRecord.Limit limit(int change) {
        return new AreaRecord.Limit(change, found.total(), followed());
    }

    private int followed() {
        return found.isLimited() ? found.units().size() : area.maxUnits();
    }

    /** The unit's subscription by token ends at the client's request; true if the area keeps the unit. */
    boolean keeps(Subscription subscription) {
        boolean inside = known.contains(subscription.unit()) && isMember(subscription.unit());
        if (inside) {
            subscription.continueFor(true);
            subscriptions.change(subscription, area.mode());
        }
        return inside;
    }

    /** The viewer has lost the unit. */
    void lost(UnitId unit, UnsubscribeReason reason) {
        if (known.contains(unit)) {
            lost.put(unit, reason);
            settled = false;
            changes.hurry();
        }
    }
}
