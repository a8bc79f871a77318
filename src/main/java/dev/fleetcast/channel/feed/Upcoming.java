package dev.fleetcast.channel.feed;

import dev.fleetcast.channel.feed.FeedPlaces.FeedPlace;
import dev.fleetcast.channel.log.ChannelEvent;
import dev.fleetcast.channel.log.LogPage;
import dev.fleetcast.threading.EventLoopConfined;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;

/**
 * The undelivered events of a feed: a position in the log, and events only while they are written. A feed with a slow
 * client holds no events; they are read again. {@link #last} is safe for use by any thread.
 */
@EventLoopConfined
final class Upcoming {

    private static final int EVENTS = 128;

    private final List<String> channels;
    private final FeedSource source;
    private final Executor loop;
    private final Runnable found;
    private final BooleanSupplier over;
    /** Positions of events to deliver before all others. */
    private final Deque<Long> first = new ArrayDeque<>();

    private final Deque<ChannelEvent> next = new ArrayDeque<>();
    /** The value of {@link #last} once {@link #next} is written. */
    private long lastOfNext;

    private volatile long last;
    private boolean asking;

    /**
     * @param loop the event loop
     * @param found runs when the archive has answered
     * @param over whether the answer is no longer needed
     */
    Upcoming(List<String> channels, FeedSource source, Executor loop, Runnable found, BooleanSupplier over) {
        this.channels = channels;
        this.source = source;
        this.loop = loop;
        this.found = found;
        this.over = over;
    }

    void begin(FeedPlace place) {
        last = place.from();
        lastOfNext = place.from();
        first.addAll(place.first());
    }

    /** The position up to which everything was delivered, inclusive; any thread. */
    long last() {
        return last;
    }

    /** Returns true if there is an event to write; otherwise queries the archive if needed. */
    boolean read() {
        while (next.isEmpty() && !asking) {
            if (!first.isEmpty()) {
                ask(first.peek() - 1, 1);
                continue;
            }
            last = Math.max(last, lastOfNext);
            if (last + 1 >= source.end()) {
                return false;
            }
            ask(last, EVENTS);
        }
        return !next.isEmpty();
    }

    /** Returns the approximate size of the next events that fit into {@code room}, or of the first if none fits. */
    int bytes(int room) {
        int bytes = 0;
        for (ChannelEvent event : next) {
            if (bytes > 0 && bytes + event.size() > room) {
                break;
            }
            bytes += event.size();
        }
        return bytes;
    }

    /** The next event, or null; {@link #take} removes it. */
    ChannelEvent peek() {
        return next.peek();
    }

    /** Removes the next event once it is written. */
    void take() {
        ChannelEvent event = next.remove();
        first.removeFirstOccurrence(event.position());
        last = Math.max(last, event.position());
    }

    /** Drops events that cannot be written now; they are read again. */
    void forget() {
        if (!next.isEmpty()) {
            next.clear();
            lastOfNext = last;
        }
    }

    private void ask(long position, int maxEvents) {
        source.recent(channels, position, maxEvents).ifPresentOrElse(this::add, () -> askArchive(position, maxEvents));
    }

    private void askArchive(long position, int maxEvents) {
        asking = true;
        source.archived(
                channels,
                position,
                maxEvents,
                page -> loop.execute(() -> {
                    asking = false;
                    add(page);
                    found.run();
                }),
                over);
    }

    private void add(LogPage page) {
        if (first.isEmpty()) {
            next.addAll(page.events());
            lastOfNext = page.end() - 1;
            return;
        }
        long wanted = first.peek();
        page.events().stream().filter(event -> event.position() == wanted).forEach(next::add);
        if (next.isEmpty()) {
            // Expired.
            first.remove();
        }
    }
}
