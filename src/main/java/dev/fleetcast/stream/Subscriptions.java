package dev.fleetcast.stream;

import dev.fleetcast.stream.event.DeliveryMode;
import dev.fleetcast.stream.spi.SubscriptionGroup;
import dev.fleetcast.telemetry.FeedPosition;
import dev.fleetcast.telemetry.UnitId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The subscriptions of one stream. Changed only on the stream's event loop; {@link #units} is safe for use by any
 * thread.
 */
final class Subscriptions {

    private final StreamLoop loop;
    private final Map<UnitId, Subscription> byUnit = new ConcurrentHashMap<>();
    private boolean timed;

    private record Group(FeedPosition start, Long intervalMillis) {}

    Subscriptions(StreamLoop loop) {
        this.loop = loop;
    }

    Set<UnitId> units() {
        return byUnit.keySet();
    }

    Subscription of(UnitId unit) {
        return byUnit.get(unit);
    }

    Collection<Subscription> all() {
        return byUnit.values();
    }

    /** Whether any subscription is, or was, in mode {@code latest}. */
    boolean areTimed() {
        return timed;
    }

    boolean contains(Subscription subscription) {
        return byUnit.get(subscription.unit()) == subscription;
    }

    void add(Subscription subscription) {
        byUnit.put(subscription.unit(), subscription);
        timed |= subscription.isLatest();
        loop.metrics().subscribed();
        loop.follow(subscription);
    }

    void change(Subscription subscription, DeliveryMode mode) {
        subscription.change(mode);
        timed |= mode.isLatest();
    }

    /** False if the unit was not followed. */
    boolean remove(UnitId unit) {
        Subscription ended = byUnit.remove(unit);
        if (ended == null) {
            return false;
        }
        loop.unfollow(ended);
        loop.metrics().unsubscribed(1);
        return true;
    }

    void clear() {
        loop.metrics().unsubscribed(byUnit.size());
        byUnit.values().forEach(loop::unfollow);
        byUnit.clear();
    }

    void tick(long now) {
        if (timed) {
            byUnit.values().forEach(subscription -> subscription.tick(now));
        }
    }

    /** The subscriptions in the form that is saved. */
    List<SubscriptionGroup> followed() {
        Map<Group, List<SubscriptionGroup.Numbered>> groups = new LinkedHashMap<>();
        for (Subscription each : byUnit.values()) {
            Long interval = each.isLatest() ? each.mode().interval().toMillis() : null;
            groups.computeIfAbsent(new Group(each.start(), interval), group -> new ArrayList<>())
                    .add(new SubscriptionGroup.Numbered(each.unit().value(), each.change()));
        }
        return groups.entrySet().stream()
                .map(group -> new SubscriptionGroup(
                        group.getKey().start(), group.getKey().intervalMillis(), group.getValue()))
                .toList();
    }
}
