package dev.fleetcast.channel.log;

import dev.fleetcast.threading.ThreadSafe;
import jakarta.inject.Singleton;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The newest part of the log of all channels in memory, within {@code fleetcast.channel.window-bytes}. Written by the
 * thread that reads Kafka, read by every feed.
 */
@ThreadSafe
@Singleton
public class ChannelLog {

    /** The maximum lag of Kafka's clock behind this machine's. */
    private static final long CLOCKS_APART_MILLIS = 1_000;

    private final long maxBytes;
    private final int retentionEvents;
    private final Deque<ChannelEvent> events = new ArrayDeque<>();
    private final Map<String, RecentEvents> channels = new HashMap<>();
    private long bytes;
    private long start;
    /** Read without the lock by feeds that check for new events. */
    private volatile long end;

    public ChannelLog(ChannelConfig config) {
        this.maxBytes = config.windowBytes().asLongValue();
        this.retentionEvents = config.retentionEvents();
    }

    /** Starts the window at a position; earlier events must be read from the archive. */
    public synchronized void beginAt(long position) {
        start = position;
        end = position;
    }

    /** The first position in memory; earlier events are in the archive. */
    public synchronized long start() {
        return start;
    }

    /** The position after the newest event read. */
    public long end() {
        return end;
    }

    /** Returns the approximate end of the log at that time, erring on the early side. */
    public synchronized long endAt(long millis) {
        return events.stream()
                .filter(event -> event.at() >= millis - CLOCKS_APART_MILLIS)
                .mapToLong(ChannelEvent::position)
                .findFirst()
                .orElse(end);
    }

    /** Moves the end past a record that is not a deliverable event. */
    public synchronized void skip(long position) {
        end = position + 1;
    }

    /**
     * Appends the next event.
     *
     * @return false for a duplicate id: two publishers raced, the first wins
     */
    public synchronized boolean append(ChannelEvent event) {
        end = event.position() + 1;
        RecentEvents channel = channels.computeIfAbsent(event.channel(), name -> new RecentEvents(retentionEvents));
        if (event.content().id() != null && channel.find(event.content().id()).isPresent()) {
            return false;
        }
        channel.add(event);
        events.add(event);
        bytes += event.weight();
        while (bytes > maxBytes) {
            removeOldest();
        }
        return true;
    }

    /**
     * Returns the events after a position in these channels, oldest first; empty if the position is before the window.
     *
     * @param maxEvents the maximum number of events
     */
    public synchronized Optional<LogPage> after(Collection<String> names, long position, int maxEvents) {
        if (position + 1 < start) {
            return Optional.empty();
        }
        List<ChannelEvent> found = new ArrayList<>();
        for (String name : names) {
            RecentEvents channel = channels.get(name);
            if (channel != null) {
                channel.after(position, maxEvents, found);
            }
        }
        found.sort(Comparator.comparingLong(ChannelEvent::position));
        if (found.size() < maxEvents) {
            return Optional.of(new LogPage(found, end));
        }
        List<ChannelEvent> first = List.copyOf(found.subList(0, maxEvents));
        return Optional.of(new LogPage(first, first.get(maxEvents - 1).position() + 1));
    }

    /** Returns the event with the publisher's id, if it is in the window. */
    public synchronized Optional<ChannelEvent> find(String name, String id) {
        return Optional.ofNullable(channels.get(name)).flatMap(channel -> channel.find(id));
    }

    /** Returns the newest event of a channel before a position, if it is in the window. */
    public synchronized Optional<ChannelEvent> newest(String name, long before) {
        return Optional.ofNullable(channels.get(name)).flatMap(channel -> channel.newest(before));
    }

    private void removeOldest() {
        ChannelEvent oldest = events.remove();
        bytes -= oldest.weight();
        start = Math.max(start, oldest.position() + 1);
        RecentEvents channel = channels.get(oldest.channel());
        if (channel.removeOldest()) {
            channels.remove(oldest.channel());
        }
    }
}
