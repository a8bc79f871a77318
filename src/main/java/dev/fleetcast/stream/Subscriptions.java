package dev.fleetcast.stream;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.stream.event.ByeReason;
import dev.fleetcast.stream.event.ControlEvents;
import dev.fleetcast.stream.event.DeliveryMode;
import dev.fleetcast.stream.event.UnsubscribeReason;
import dev.fleetcast.stream.spi.PackedSubscriptions;
import dev.fleetcast.stream.spi.Snapshots;
import dev.fleetcast.stream.spi.StreamTable;
import dev.fleetcast.stream.spi.StreamTable.StreamRecord;
import dev.fleetcast.telemetry.FeedPosition;
import dev.fleetcast.telemetry.UnitId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The subscriptions of one stream and, with them, its record, which outlives the connection; decides when to write it
 * to Kafka. Changed only on the stream's event loop; {@link #units} is safe for use by any thread.
 */
public final class Subscriptions {

    private static final int TIMEOUTS_TO_THE_END = 3;

    private final Stream stream;
    private final StreamLoop loop;
    private final StreamTable.Hold held;
    private final Consumer<StreamRecord> keeper;
    private final Map<UnitId, Subscription> byUnit = new ConcurrentHashMap<>();
    private boolean timed;
    private int changes;
    private volatile int timeouts;

    private record Group(FeedPosition start, DeliveryMode mode) {}

    /** @param keeper saves a record */
    Subscriptions(Stream stream, StreamLoop loop, StreamTable.Hold held, Consumer<StreamRecord> keeper) {
        this.stream = stream;
        this.loop = loop;
        this.held = held;
        this.keeper = keeper;
    }

    /** The followed units. Safe for use by any thread. */
    public Set<UnitId> units() {
        return byUnit.keySet();
    }

    /** Follows {@code unit} by token, or changes the mode if it is already followed. */
    void follow(UnitId unit, DeliveryMode mode, Snapshots snapshots) {
        Subscription known = byUnit.get(unit);
        if (known != null && !known.isWaiting()) {
            boolean wasOfArea = known.isOfArea();
            known.continueFor(false);
            change(known, mode);
            if (wasOfArea) {
                stream.events().stillReady(known);
            }
            return;
        }
        remove(unit);
        begin(new Subscription(stream, unit, mode, loop.position(), count()), snapshots);
    }

    private void begin(Subscription subscription, Snapshots snapshots) {
        StreamEvents events = stream.events();
        // Register before the lookup: updates not yet in the snapshot are already on their way to this loop.
        add(subscription);
        stream.subscribed();
        if (!stream.backlog().isEmpty()) {
            // Backlog updates delivered later may be older than the subscription.
            subscription.startFrom(loop.position());
        }
        snapshots.of(subscription.unit()).ifPresent(snapshot -> {
            subscription.startAfter(snapshot);
            events.snapshot(snapshot);
        });
        if (stream.backlog().isRecovering() || stream.area().isChanging()) {
            events.stillReady(subscription);
        } else {
            events.ready(subscription);
        }
    }

    /** Stops following {@code unit}: discards its queued events and notifies the client. */
    public void unfollow(UnitId unit, UnsubscribeReason reason) {
        Subscription ended = byUnit.get(unit);
        boolean requested = reason == UnsubscribeReason.REQUESTED;
        if (ended == null || (requested && ended.isOfArea())) {
            return;
        }
        if (!requested || !stream.area().keeps(ended)) {
            remove(unit);
            stream.sender().drop(unit);
        }
        if (requested || !ended.isOfArea()) {
            stream.events().control(ControlEvents.unsubscribed(unit, reason), unit);
        }
        if (!requested) {
            stream.area().lost(unit, reason);
        }
    }

    Subscription of(UnitId unit) {
        return byUnit.get(unit);
    }

    Collection<Subscription> all() {
        return byUnit.values();
    }

    /** Whether the unit is followed by token. */
    boolean isByToken(UnitId unit) {
        Subscription known = byUnit.get(unit);
        return known != null && !known.isOfArea();
    }

    boolean contains(Subscription subscription) {
        return byUnit.get(subscription.unit()) == subscription;
    }

    /** Restores the state of a resumed stream, except for the subscriptions; its client knows {@code reported} changes. */
    void restore(StreamRecord record, int reported) {
        changes = Math.max(changes, Math.max(record.changes(), reported));
        timeouts = record.reapings();
    }

    /** The number of units that are followed by token. */
    int byToken() {
        return (int) byUnit.values().stream().filter(each -> !each.isOfArea()).count();
    }

    /** Counts one more change and returns the new count. */
    int count() {
        changes++;
        return changes;
    }

    /** The number of changes so far, of subscriptions and of the area. */
    int changes() {
        return changes;
    }

    void add(Subscription subscription) {
        byUnit.put(subscription.unit(), subscription);
        timed(subscription.isLatest());
        loop.metrics().subscribed();
        loop.follow(subscription);
    }

    void change(Subscription subscription, DeliveryMode mode) {
        subscription.change(mode);
        timed(mode.isLatest());
    }

    private void timed(boolean more) {
        if (more && !timed) {
            timed = true;
            stream.hasTimedWork();
        }
    }

    /** Stops following the unit, if it is followed, without a word to the client. */
    void remove(UnitId unit) {
        Subscription ended = byUnit.remove(unit);
        if (ended != null) {
            loop.unfollow(ended);
            loop.metrics().unsubscribed(1);
        }
    }

    /** Stops following the units of the area that the client does not know yet. */
    void removeWaiting() {
        byUnit.values().stream()
                .filter(Subscription::isWaiting)
                .map(Subscription::unit)
                .toList()
                .forEach(this::remove);
    }

    void clear() {
        loop.metrics().unsubscribed(byUnit.size());
        byUnit.values().forEach(loop::unfollow);
        byUnit.clear();
    }

    /** The characters of all filters in use, each counted once. */
    int filterLength() {
        return byUnit.values().stream()
                .map(each -> each.mode().filter())
                .filter(Objects::nonNull)
                .distinct()
                .mapToInt(filter -> filter.text().length())
                .sum();
    }

    void tick(long now) {
        if (timed) {
            byUnit.values().forEach(subscription -> subscription.tick(now));
        }
    }

    /** Whether the client was silent for too long when its stream ended last. Safe for use by any thread. */
    boolean hasTimedOut() {
        return timeouts > 0;
    }

    /** Saves that the client is alive, if it was not when its stream ended last. */
    void pong(Viewer owner) {
        if (timeouts > 0) {
            timeouts = 0;
            keeper.accept(record(owner, false));
        }
    }

    /** Saves the stream after its subscriptions have moved to another point of the feed. */
    void restarted(Viewer owner) {
        if (owner != null) {
            keeper.accept(record(owner, false));
        }
    }

    /** Saves the end of the stream if it is final, or if the client has sent no pong. */
    void ended(Viewer owner, ByeReason reason) {
        timeouts += reason == ByeReason.PONG_TIMEOUT ? 1 : 0;
        boolean over = reason == ByeReason.LOGOUT || timeouts >= TIMEOUTS_TO_THE_END;
        if (owner != null && (over || reason == ByeReason.PONG_TIMEOUT)) {
            keeper.accept(record(owner, over));
        }
    }

    /** The state that outlives the connection; {@code over} if the stream has ended for good. */
    StreamRecord record(Viewer owner, boolean over) {
        return new StreamRecord(
                held.id(),
                held.token(),
                held.replica(),
                owner,
                changes,
                followed(),
                timeouts,
                over,
                stream.area().record());
    }

    /** The subscriptions by token in the form that is saved. */
    private PackedSubscriptions followed() {
        Map<Group, List<PackedSubscriptions.Numbered>> groups = new LinkedHashMap<>();
        for (Subscription each : byUnit.values()) {
            if (!each.isOfArea()) {
                groups.computeIfAbsent(new Group(each.start(), each.mode()), group -> new ArrayList<>())
                        .add(new PackedSubscriptions.Numbered(each.unit().value(), each.change()));
            }
        }
        return PackedSubscriptions.of(groups.entrySet().stream()
                .map(group -> new PackedSubscriptions.Group(
                        group.getKey().start(), group.getKey().mode(), group.getValue()))
                .toList());
    }
}
