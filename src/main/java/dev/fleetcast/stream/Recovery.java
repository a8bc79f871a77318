package dev.fleetcast.stream;

import dev.fleetcast.stream.Replays.Replay;
import dev.fleetcast.telemetry.FeedPosition;
import dev.fleetcast.telemetry.KafkaPosition;
import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.telemetry.Update;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Brings a stream from where its client last was to the live feed: replays what was missed, at the client's pace, and puts
 * aside what comes meanwhile. Confined to the stream's event loop.
 *
 * <p>The order is what makes it whole: first the units are followed, then the feed is asked how far it may have passed them
 * over; up to there is replayed, from there on is live.
 */
final class Recovery {

    /** Replayed events queued in one turn of the loop, so that others have theirs. */
    private static final int SLICE = 200;

    private final Stream stream;
    private final Cursor cursor;
    private final RecoverySource source;
    private final Map<UnitId, Subscription> restored = new LinkedHashMap<>();
    private final Set<UnitId> replayed = new HashSet<>();

    private FeedPosition position;
    private FeedPosition target;
    private List<Aside> held = new ArrayList<>();
    private boolean heldTooMany;
    private Runnable cancel = () -> {};

    private record Aside(Subscription subscription, RoutedUpdate update) {}

    /** @param restored the subscriptions to bring up to date, which are followed already */
    Recovery(Stream stream, Cursor cursor, List<Subscription> restored, RecoverySource source) {
        this.stream = stream;
        this.cursor = cursor;
        this.source = source;
        this.position = cursor.position() == null ? FeedPosition.START : cursor.position();
        restored.stream()
                .sorted(Comparator.comparingInt(Subscription::change))
                .forEach(subscription -> this.restored.put(subscription.unit(), subscription));
    }

    /** What the client has been given so far. */
    FeedPosition position() {
        return position;
    }

    void begin(Instant now) {
        if (restored.isEmpty()) {
            finish();
        } else if (cursor.position() == null || isTooOld(now)) {
            startAfresh(GapReason.RETENTION, Map.of());
        } else {
            replayTo(source.begun().get());
        }
    }

    /** A live update that has to wait until everything before it has been replayed. */
    void hold(Subscription subscription, RoutedUpdate update) {
        if (held.size() >= source.maxHeld()) {
            heldTooMany = true;
            held = new ArrayList<>();
        }
        if (!heldTooMany) {
            held.add(new Aside(subscription, update));
        }
    }

    /** The stream is no more. */
    void cancel() {
        cancel.run();
        held = List.of();
    }

    private boolean isTooOld(Instant now) {
        return Duration.between(cursor.at(), now).compareTo(source.config().maxAge()) > 0;
    }

    /** From {@link #position} up to {@code end} is replayed; what is beyond either comes live. */
    private void replayTo(FeedPosition end) {
        target = end;
        held = new ArrayList<>();
        heldTooMany = false;
        FeedPosition live = position.union(end);
        Map<UnitId, FeedPosition> from = new HashMap<>();
        for (Subscription subscription : restored.values()) {
            if (stream.isFollowing(subscription)) {
                subscription.startFrom(live);
                from.put(subscription.unit(), position.union(subscription.start()));
            }
        }
        cancel = source.replays()
                .request(new Replays.Request(
                        from,
                        end,
                        cursor.topicIds(),
                        source.config().maxMessages(),
                        replay -> stream.execute(() -> take(replay))));
    }

    private void take(Replay replay) {
        if (stream.isClosed()) {
            return;
        }
        if (replay.gap() != null) {
            startAfresh(replay.gap(), replay.missed());
            return;
        }
        pace(withoutSuperseded(replay.updates()).iterator(), this::give, this::replayDone);
    }

    /** Does {@code step} with each of {@code rest}, as the client has room and in slices, and then {@code last}. */
    private <T> void pace(Iterator<T> rest, Consumer<T> step, Runnable last) {
        for (int i = 0; i < SLICE && rest.hasNext(); i++) {
            if (stream.isClosed()) {
                return;
            }
            if (!stream.sender().hasRoom()) {
                stream.sender().holdUp();
                stream.sender().whenThereIsRoom(() -> pace(rest, step, last));
                return;
            }
            step.accept(rest.next());
        }
        if (rest.hasNext()) {
            stream.execute(() -> pace(rest, step, last));
        } else if (!stream.isClosed()) {
            last.run();
        }
    }

    private void give(FramedUpdate update) {
        KafkaPosition at = update.update().position();
        position = position.after(at);
        Subscription subscription = restored.get(update.update().unit());
        if (stream.isFollowing(subscription)) {
            replayed.add(subscription.unit());
            stream.events().missed(subscription, update, position);
        }
    }

    private void replayDone() {
        position = position.union(target);
        pace(restored.values().iterator(), this::bringUp, this::finish);
    }

    /** A client that was never told the unit is ready may not have its snapshot either. */
    private void bringUp(Subscription subscription) {
        if (!stream.isFollowing(subscription)) {
            return;
        }
        UnitId unit = subscription.unit();
        boolean wasToldReady = subscription.change() <= cursor.change();
        if (!replayed.contains(unit) && (!wasToldReady || subscription.isLatest())) {
            giveSnapshot(subscription);
        }
        stream.events().ready(subscription, position);
    }

    /** Tells of the gap; every unit begins again with a snapshot. */
    private void startAfresh(GapReason reason, Map<UnitId, Integer> missed) {
        // Whatever has been interpreted by now, the snapshots to come show.
        target = source.begun().get();
        pace(restored.values().iterator(), unit -> startAfresh(unit, reason, missed.get(unit.unit())), this::finish);
    }

    private void startAfresh(Subscription subscription, GapReason reason, Integer missed) {
        if (stream.isFollowing(subscription)) {
            UnitId unit = subscription.unit();
            subscription.startFrom(FeedPosition.START);
            stream.events().control(ControlEvents.gap(reason, unit, missed), unit, position);
            giveSnapshot(subscription);
            stream.events().ready(subscription, position);
        }
    }

    /** Of units whose newest position is all that is wanted, the others are left out. */
    private List<FramedUpdate> withoutSuperseded(List<FramedUpdate> updates) {
        Set<UnitId> met = new HashSet<>();
        LinkedList<FramedUpdate> kept = new LinkedList<>();
        for (int i = updates.size() - 1; i >= 0; i--) {
            Update update = updates.get(i).update();
            boolean newestOnly = restored.get(update.unit()).isLatest() && !update.notable();
            if (!newestOnly || !met.contains(update.unit())) {
                kept.addFirst(updates.get(i));
            }
            if (update.current()) {
                met.add(update.unit());
            }
        }
        return new ArrayList<>(kept);
    }

    private void giveSnapshot(Subscription subscription) {
        source.snapshots().of(subscription.unit()).ifPresent(snapshot -> {
            subscription.startAfter(snapshot);
            stream.events().snapshot(snapshot, position);
        });
    }

    private void finish() {
        if (heldTooMany) {
            position = position.union(target);
            replayTo(source.begun().get());
            return;
        }
        List<Aside> waiting = held;
        held = List.of();
        stream.recoveredTo(position);
        long now = stream.now();
        for (Aside each : waiting) {
            if (stream.isFollowing(each.subscription())) {
                each.subscription().offer(each.update(), now);
            }
        }
    }
}
