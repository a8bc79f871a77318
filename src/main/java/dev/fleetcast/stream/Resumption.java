package dev.fleetcast.stream;

import dev.fleetcast.memory.Reservation;
import dev.fleetcast.stream.StreamContext.ResumeSources;
import dev.fleetcast.stream.cursor.Cursor;
import dev.fleetcast.stream.delivery.Pacing;
import dev.fleetcast.stream.event.ControlEvents;
import dev.fleetcast.stream.event.GapReason;
import dev.fleetcast.stream.event.Update;
import dev.fleetcast.stream.spi.Backfills;
import dev.fleetcast.stream.spi.Backfills.Backfill;
import dev.fleetcast.telemetry.FeedLog;
import dev.fleetcast.telemetry.FeedPosition;
import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.threading.EventLoopConfined;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Brings a stream from its client's last position close to the live feed: reads missed messages again from Kafka, in
 * pieces and at the client's pace, and leaves later updates to a {@link CatchUp}.
 *
 * <p>The order ensures completeness: units are followed first, then the feed is asked how far it may have skipped them.
 * Up to that position messages are backfilled; after it they are live.
 */
@EventLoopConfined
final class Resumption {

    /** The delay before a retry when there was no memory for a piece. */
    private static final Duration AGAIN = Duration.ofMillis(250);

    private final Stream stream;
    private final ResumeSources source;
    private final Cursor cursor;
    private final Map<UnitId, Subscription> returning = new LinkedHashMap<>();
    private final Set<UnitId> backfilled = new HashSet<>();
    private final Map<Subscription, FeedPosition> missing = new HashMap<>();
    private final CatchUp next;
    private final FeedPosition routed;
    private final Reservation memory;
    private final Pacing pacing;

    private FeedPosition position;
    private FeedPosition target;
    private Runnable cancel = () -> {};
    /** The time since which Kafka cannot deliver missed messages; null while it can. */
    private Instant heldUpSince;

    private boolean over;

    /**
     * Recovers a client that has reconnected.
     *
     * @param restored the subscriptions to bring up to date, already followed
     * @param next receives the updates from now on
     */
    Resumption(Stream stream, Cursor cursor, List<Subscription> restored, CatchUp next, ResumeSources source) {
        this(stream, cursor, cursor.position() == null ? FeedPosition.START : cursor.position(), next, source);
        restored.stream()
                .sorted(Comparator.comparingInt(Subscription::change))
                .forEach(subscription -> returning.put(subscription.unit(), subscription));
    }

    /**
     * Recovers an open stream, without a {@code cursor}.
     *
     * @param position the part of the feed that its client has been given
     * @param next receives the updates from now on
     */
    Resumption(Stream stream, Cursor cursor, FeedPosition position, CatchUp next, ResumeSources source) {
        this.stream = stream;
        this.cursor = cursor;
        this.position = position;
        this.next = next;
        this.routed = next.routed();
        this.source = source;
        this.memory = new Reservation(
                source.budget(), stream.holder(), source.config().pieceBytes().asLongValue());
        this.pacing = new Pacing(stream.sender(), stream.eventLoop(), this::isOver);
    }

    /** The part of the feed that the client has been given so far. */
    FeedPosition position() {
        return position;
    }

    void begin(Instant now) {
        if (cursor == null) {
            backfill(FeedLog.UNKNOWN, Integer.MAX_VALUE);
        } else if (returning.isEmpty()) {
            finish();
        } else if (cursor.position() == null
                || cursor.at().plus(source.config().maxAge()).isBefore(now)) {
            startAfresh(GapReason.RETENTION, Map.of());
        } else {
            backfill(cursor.log(), source.config().maxMessages());
        }
    }

    /** Cancels the recovery: the stream has ended or restarts. */
    void cancel() {
        over = true;
        cancel.run();
        memory.close();
        next.end();
    }

    private boolean isOver() {
        return over || stream.isClosed();
    }

    /** Backfills the messages between the client's position and the live feed; later ones arrive live. */
    private void backfill(FeedLog log, int maxMessages) {
        target = source.readTo().get();
        for (Subscription subscription : stream.subscriptions().all()) {
            boolean isBack = returning.get(subscription.unit()) == subscription;
            FeedPosition before = isBack ? position : routed.union(subscription.given());
            FeedPosition given = before.union(subscription.start());
            missing.put(subscription, given);
            subscription.startFrom(given.union(target));
        }
        request(log, maxMessages);
    }

    private void request(FeedLog log, int maxMessages) {
        if (isOver()) {
            return;
        }
        Map<UnitId, FeedPosition> from = new HashMap<>();
        missing.forEach((subscription, given) -> from.put(subscription.unit(), given));
        cancel = source.backfills()
                .request(new Backfills.Request(
                        from,
                        target,
                        log,
                        maxMessages,
                        memory,
                        () -> stream.execute(this::delayed),
                        backfill -> stream.execute(() -> take(backfill))));
    }

    private void delayed() {
        if (!isOver() && heldUpSince == null) {
            heldUpSince = Instant.now();
            stream.events().control(ControlEvents.degraded(heldUpSince), null);
        }
    }

    private void take(Backfill backfill) {
        if (isOver()) {
            return;
        }
        if (heldUpSince != null) {
            stream.events().control(ControlEvents.recovered(heldUpSince), null);
            heldUpSince = null;
        }
        if (backfill.gap() != null) {
            startAfresh(backfill.gap(), backfill.missed());
            return;
        }
        pacing.give(withoutSuperseded(backfill.updates()), this::give, () -> pieceDone(backfill));
    }

    private boolean give(Update update) {
        FeedPosition after = position.after(update.position());
        Subscription subscription = stream.subscriptions().of(update.unit());
        if (subscription != null && missing.containsKey(subscription) && subscription.admitsMissed(update)) {
            if (!subscription.makeWayFor(update) || !stream.events().missed(subscription, update, after)) {
                return false;
            }
            backfilled.add(subscription.unit());
        }
        position = after;
        return true;
    }

    private void pieceDone(Backfill piece) {
        memory.clear();
        position = position.union(piece.reached());
        if (piece.reached().isAtLeast(target)) {
            backfillDone();
            return;
        }
        missing.keySet().removeIf(subscription -> !stream.subscriptions().contains(subscription));
        boolean progress = missing.values().stream().anyMatch(from -> !from.isAtLeast(piece.reached()));
        missing.replaceAll((subscription, from) -> from.union(piece.reached()));
        Runnable more = () -> request(FeedLog.UNKNOWN, Integer.MAX_VALUE);
        if (progress) {
            more.run();
        } else {
            stream.eventLoop().executeAfter(AGAIN, more);
        }
    }

    private void backfillDone() {
        position = position.union(target);
        pacing.give(new ArrayDeque<>(returning.values()), this::bringUp, this::finish);
    }

    /** A client that has not seen {@code ready} for a unit may lack its snapshot as well. */
    private boolean bringUp(Subscription subscription) {
        if (!stream.subscriptions().contains(subscription)) {
            return true;
        }
        UnitId unit = subscription.unit();
        boolean wasToldReady = subscription.change() <= cursor.change();
        if (!backfilled.contains(unit) && (!wasToldReady || subscription.isLatest())) {
            giveSnapshot(subscription);
        }
        stream.events().ready(subscription);
        return true;
    }

    /** Reports the gap and restarts every unit with a snapshot. */
    private void startAfresh(GapReason reason, Map<UnitId, Integer> missed) {
        // The snapshots below include everything interpreted by now.
        target = source.readTo().get();
        if (reason == GapReason.TOPIC_RECREATED) {
            // The client's position no longer exists in the feed.
            position = target;
            stream.sender().restart(target);
            stream.subscriptions().all().forEach(subscription -> subscription.restart(target));
        }
        Collection<Subscription> concerned =
                cursor == null ? stream.subscriptions().all() : returning.values();
        pacing.give(
                new ArrayDeque<>(concerned),
                subscription -> startAfresh(subscription, reason, missed.get(subscription.unit())),
                this::finish);
    }

    private boolean startAfresh(Subscription subscription, GapReason reason, Integer missed) {
        if (stream.subscriptions().contains(subscription)) {
            UnitId unit = subscription.unit();
            subscription.startFrom(FeedPosition.START);
            // Messages are counted before the filter.
            Integer count = subscription.mode().filter() == null ? missed : null;
            stream.events().control(ControlEvents.gap(reason, unit, count), unit);
            giveSnapshot(subscription);
            stream.events().ready(subscription);
        }
        return true;
    }

    /** Leaves out what filters leave out, and superseded positions of units whose subscription wants only the newest. */
    private Deque<Update> withoutSuperseded(List<Update> updates) {
        Set<UnitId> met = new HashSet<>();
        Deque<Update> kept = new ArrayDeque<>();
        for (int i = updates.size() - 1; i >= 0; i--) {
            Update update = updates.get(i);
            Subscription subscription = stream.subscriptions().of(update.unit());
            if (subscription != null && !subscription.admits(update)) {
                continue;
            }
            boolean newestOnly = subscription != null && subscription.isLatest() && !update.notable();
            if (!newestOnly || !met.contains(update.unit())) {
                kept.addFirst(updates.get(i));
            }
            if (update.current()) {
                met.add(update.unit());
            }
        }
        return kept;
    }

    private void giveSnapshot(Subscription subscription) {
        source.snapshots().of(subscription.unit()).ifPresent(snapshot -> {
            subscription.startAfter(snapshot);
            stream.events().snapshot(snapshot);
        });
    }

    private void finish() {
        memory.close();
        stream.backlog().recoveredTo(position, next);
    }
}
