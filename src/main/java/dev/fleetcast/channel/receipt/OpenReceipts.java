package dev.fleetcast.channel.receipt;

import dev.fleetcast.channel.log.ChannelEvent;
import dev.fleetcast.threading.ThreadSafe;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/**
 * Events with outstanding receipts, and their redelivery times. Times are milliseconds of a monotonic clock of this
 * process: Kafka's clock and the machine's may differ by more than an event's timeout.
 *
 * <p>The number of remembered confirmations is bounded, because any client may confirm on public channels under any
 * number of names; beyond the bound the archive must be queried.
 */
@ThreadSafe
public final class OpenReceipts {

    private static final int MAX_EARLY = 8_192;

    private final int maxOpen;
    private final int maxConfirmations;
    private final Map<Long, Open> open = new HashMap<>();
    private final PriorityQueue<Open> next = new PriorityQueue<>(Comparator.comparingLong(waiting -> waiting.nextAt));
    /** Receipts read before their events, which are in another topic; the oldest are dropped. */
    private final Map<Long, Set<String>> early = new LinkedHashMap<>();

    private int earlyConfirmations;
    private int confirmations;

    /**
     * An event to redeliver now.
     *
     * @param confirmed devices that have confirmed it
     * @param isComplete false if the archive holds further confirmations
     */
    record Attempt(ChannelEvent event, Set<String> confirmed, boolean isComplete) {}

    private static final class Open {

        private final ChannelEvent event;
        private final long begunAt;
        private final Set<String> confirmed = new HashSet<>();
        private boolean complete;
        private long nextAt;

        Open(ChannelEvent event, long begunAt, boolean complete) {
            this.event = event;
            this.begunAt = begunAt;
            this.complete = complete;
        }

        long timeout() {
            return Math.max(1, event.content().receipt().timeoutMillis());
        }

        int maxAttempts() {
            return event.content().receipt().maxAttempts();
        }

        /** The number of the attempt that is due at that time. */
        long attempt(long time) {
            return (time - begunAt) / timeout();
        }

        long timeOf(long attempt) {
            return begunAt + attempt * timeout();
        }
    }

    /**
     * @param maxOpen the maximum number of events remembered
     * @param maxConfirmations the maximum number of remembered confirmations, counted per event and device
     */
    OpenReceipts(int maxOpen, int maxConfirmations) {
        this.maxOpen = maxOpen;
        this.maxConfirmations = maxConfirmations;
    }

    /** Adds a new event that requires receipts. */
    synchronized void published(ChannelEvent event, long now) {
        add(event, now, 0, true);
    }

    /**
     * Adds an event published before this replica started, which may have been confirmed already.
     *
     * @param age the age of the event, in milliseconds
     */
    synchronized void known(ChannelEvent event, long now, long age) {
        add(event, now, age, false);
    }

    /** Notes a confirmation; ignored if the event has no outstanding receipts. */
    synchronized void confirmed(long position, String device) {
        Open waiting = open.get(position);
        if (waiting == null || waiting.confirmed.contains(device)) {
            return;
        }
        if (confirmations >= maxConfirmations) {
            waiting.complete = false;
        } else {
            waiting.confirmed.add(device);
            confirmations++;
        }
    }

    /** Notes a confirmation of an event that has not been read yet. */
    synchronized void confirmedEarly(long position, String device) {
        if (early.computeIfAbsent(position, place -> new HashSet<>()).add(device)) {
            earlyConfirmations++;
        }
        while (earlyConfirmations > MAX_EARLY) {
            long oldest = early.keySet().iterator().next();
            earlyConfirmations -= early.remove(oldest).size();
        }
    }

    /** Returns the events to redeliver now; several missed times count as one. */
    synchronized List<Attempt> due(long now) {
        List<Attempt> due = new ArrayList<>();
        while (!next.isEmpty() && next.peek().nextAt <= now) {
            Open waiting = next.poll();
            long attempt = waiting.attempt(now);
            if (waiting.attempt(waiting.nextAt) <= waiting.maxAttempts()) {
                due.add(new Attempt(waiting.event, Set.copyOf(waiting.confirmed), waiting.complete));
            }
            if (attempt >= waiting.maxAttempts()) {
                open.remove(waiting.event.position());
                confirmations -= waiting.confirmed.size();
            } else {
                waiting.nextAt = waiting.timeOf(attempt + 1);
                next.add(waiting);
            }
        }
        return due;
    }

    /** The number of events remembered. */
    public synchronized int size() {
        return open.size();
    }

    private void add(ChannelEvent event, long now, long age, boolean complete) {
        Set<String> confirmedAlready = early.remove(event.position());
        earlyConfirmations -= confirmedAlready == null ? 0 : confirmedAlready.size();
        if (open.size() >= maxOpen || open.containsKey(event.position())) {
            return;
        }
        Open waiting = new Open(event, now - age, complete);
        long first = waiting.attempt(now) + 1;
        if (first > Math.max(1, waiting.maxAttempts())) {
            return;
        }
        waiting.nextAt = waiting.timeOf(first);
        open.put(event.position(), waiting);
        next.add(waiting);
        if (confirmedAlready != null) {
            confirmedAlready.forEach(device -> confirmed(event.position(), device));
        }
    }
}
