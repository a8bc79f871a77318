package dev.fleetcast.channel;

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
 * The events whose receipts are waited for, and when each is to be sent again. Times are milliseconds of a
 * monotonic clock of this process: what Kafka's clock and the machine's say of an event may differ by more than its timeout.
 * Safe for use by any thread.
 *
 * <p>Who has confirmed is remembered within a bound, since anybody may confirm on public channels under any number of names;
 * beyond it the archive has to be asked.
 */
final class OpenReceipts {

    private static final int MAX_EARLY = 8_192;

    private final int maxOpen;
    private final int maxConfirmations;
    private final Map<Long, Open> open = new HashMap<>();
    private final PriorityQueue<Open> next = new PriorityQueue<>(Comparator.comparingLong(waiting -> waiting.nextAt));
    /** Receipts that were read before their events, which stand in another topic; the oldest are forgotten. */
    private final Map<Long, Set<String>> early = new LinkedHashMap<>();

    private int earlyConfirmations;
    private int confirmations;

    /**
     * An event that is to be sent again now.
     *
     * @param confirmed devices that have confirmed it
     * @param isComplete whether these are all; if not, the archive knows of more
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

        /** Which attempt is due at that time, or would be. */
        long attempt(long time) {
            return (time - begunAt) / timeout();
        }

        long timeOf(long attempt) {
            return begunAt + attempt * timeout();
        }
    }

    /**
     * @param maxOpen so many events are remembered
     * @param maxConfirmations so many pairs of an event and a device
     */
    OpenReceipts(int maxOpen, int maxConfirmations) {
        this.maxOpen = maxOpen;
        this.maxConfirmations = maxConfirmations;
    }

    /** An event that requires receipts has been published. */
    synchronized void published(ChannelEvent event, long now) {
        add(event, now, 0, true);
    }

    /**
     * An event that requires receipts was published before this replica started, and may have been confirmed before.
     *
     * @param age of the event, in milliseconds
     */
    synchronized void known(ChannelEvent event, long now, long age) {
        add(event, now, age, false);
    }

    /** A device has confirmed an event; nothing to be remembered if no receipts are waited for. */
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

    /** A device has confirmed an event that has not been read yet. */
    synchronized void confirmedEarly(long position, String device) {
        if (early.computeIfAbsent(position, place -> new HashSet<>()).add(device)) {
            earlyConfirmations++;
        }
        while (earlyConfirmations > MAX_EARLY) {
            long oldest = early.keySet().iterator().next();
            earlyConfirmations -= early.remove(oldest).size();
        }
    }

    /** What is to be sent again now; of times that were missed only one. */
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

    /** How many events are remembered. */
    synchronized int size() {
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
