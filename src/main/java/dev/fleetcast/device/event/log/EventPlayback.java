package dev.fleetcast.device.event.log;

import dev.fleetcast.feed.Flow;
import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.function.Predicate;

/**
 * One reader of the log: from any point on, each event that passes a filter, once, in order per device. Reads from memory
 * in the order in which this replica has read, and what is older from Kafka. Confined to the event loop of its stream,
 * unless stated otherwise.
 *
 * <p>As long as the client has had exactly what this replica had read up to some event, ids are those that all streams
 * share. A client that comes with a point of its own has {@link #own}: in each partition the later of both offsets; events
 * before it are left out, until the log has passed it everywhere.
 */
public final class EventPlayback implements Flow.Source {

    private static final int EVENTS = 256;

    private final EventLog log;
    private final OldEvents old;
    private final EventCursors cursors;
    private final Predicate<LoggedEvent> filter;
    private final Executor loop;
    private final IntConsumer delivered;
    private final Deque<LoggedEvent> next = new ArrayDeque<>();
    private Runnable found = () -> {};
    private BooleanSupplier over = () -> false;

    /** The number of the next event to look at; meaningless while {@code inKafka}. */
    private long number;
    /** The point after the last event that was looked at and, if it passed, written. */
    private Positions done;
    /** Null on the shared path. */
    private Positions own;

    private Positions endOfPage;
    private boolean inKafka;
    private boolean asking;
    private long breaks;
    /** What has left this process for sure; any thread. */
    private volatile Positions taken;

    EventPlayback(
            EventLog log,
            OldEvents old,
            EventCursors cursors,
            Predicate<LoggedEvent> filter,
            Executor loop,
            IntConsumer delivered) {
        this.log = log;
        this.old = old;
        this.cursors = cursors;
        this.filter = filter;
        this.loop = loop;
        this.delivered = delivered;
    }

    /**
     * Sets the start, before the first use.
     *
     * @param from the point after which to begin; empty for now
     * @param wake called on the loop when more was found
     * @param closed whether the stream has ended; any thread
     */
    public void begin(Optional<Positions> from, Runnable wake, BooleanSupplier closed) {
        EventLog.Place now = log.now();
        found = wake;
        over = closed;
        breaks = log.lastBreak().number();
        number = now.number();
        own = from.orElse(null);
        done = from.orElse(now.positions());
        taken = done;
        if (own != null) {
            goTo(own);
        }
    }

    /** The point up to which the client has been given everything, as far as this process can know; any thread. */
    public Positions taken() {
        return taken;
    }

    /** The point up to which everything was written to the connection. */
    public Positions given() {
        return done;
    }

    /** The events that are to be written next. */
    public Collection<LoggedEvent> waiting() {
        return next;
    }

    /** Whether everything that this replica has read was written, and has left this process. */
    public boolean isAtEnd() {
        return own == null && !inKafka && !asking && next.isEmpty() && number >= log.end() && taken == done;
    }

    @Override
    public boolean hasMore() {
        heedBreak();
        while (next.isEmpty() && !asking) {
            if (inKafka) {
                askKafka();
            } else if (!readMemory()) {
                return false;
            }
        }
        return !next.isEmpty();
    }

    @Override
    public int bytes(int room) {
        int bytes = 0;
        for (LoggedEvent event : next) {
            if (bytes > 0 && bytes + event.size() > room) {
                break;
            }
            bytes += event.size();
        }
        return bytes;
    }

    @Override
    public void write(ByteBuf piece, int room) {
        int events = 0;
        for (LoggedEvent event = next.peek(); event != null; event = next.peek()) {
            if (piece.isReadable() && piece.readableBytes() + event.size() > room) {
                break;
            }
            next.remove();
            event.write(piece, give(event));
            events++;
        }
        endPage();
        delivered.accept(events);
    }

    @Override
    public void forget() {
        if (!next.isEmpty()) {
            if (inKafka) {
                endOfPage = null;
            } else {
                number = next.peek().number();
            }
            next.clear();
        }
    }

    @Override
    public void written(int waiting) {
        if (waiting <= 0) {
            taken = done;
        }
    }

    @Override
    public Runnable leaving() {
        Positions until = done;
        return () -> taken = until;
    }

    /** Notes that the client was given the event, and returns its id. */
    private String give(LoggedEvent event) {
        if (event.after() == null) {
            own = own.with(event.partition(), event.offset() + 1);
            done = own;
            return cursors.text(own);
        }
        pass(event);
        return own == null ? event.sharedId(cursors) : cursors.text(own);
    }

    /** Goes past an event in memory. */
    private void pass(LoggedEvent event) {
        if (own != null) {
            own = own.max(event.after());
            if (event.after().isAtLeast(own)) {
                own = null;
            }
        }
        done = own == null ? event.after() : own;
    }

    private boolean readMemory() {
        if (number >= log.end()) {
            return false;
        }
        Optional<List<LoggedEvent>> page = log.from(number, EVENTS);
        if (page.isEmpty()) {
            goTo(done);
            return true;
        }
        LoggedEvent passed = null;
        for (LoggedEvent event : page.get()) {
            boolean had = own != null && own.covers(event.partition(), event.offset());
            if (!had && filter.test(event)) {
                next.add(event);
            } else if (next.isEmpty()) {
                passed = event;
            }
            number = event.number() + 1;
        }
        if (passed != null) {
            pass(passed);
        }
        return true;
    }

    /** Looks for the point in memory, else in Kafka. */
    private void goTo(Positions point) {
        EventLog.Place beginning = log.beginning();
        own = point;
        inKafka = !point.isAtLeast(beginning.positions());
        number = beginning.number();
    }

    private void askKafka() {
        EventLog.Place beginning = log.beginning();
        if (own.isAtLeast(beginning.positions())) {
            inKafka = false;
            number = beginning.number();
            return;
        }
        asking = true;
        long asked = breaks;
        old.read(
                own,
                beginning.positions(),
                filter,
                page -> loop.execute(() -> {
                    asking = false;
                    if (asked == breaks) {
                        // What the stream wants may have changed meanwhile.
                        page.events().stream().filter(filter).forEach(next::add);
                        endOfPage = page.end();
                        endPage();
                    }
                    found.run();
                }),
                over);
    }

    private void endPage() {
        if (next.isEmpty() && endOfPage != null) {
            own = own.max(endOfPage);
            done = own;
            endOfPage = null;
        }
    }

    /** After a break, no offset beyond it means what it did. */
    private void heedBreak() {
        EventLog.Break last = log.lastBreak();
        if (last.number() != breaks) {
            breaks = last.number();
            done = done.limited(last.next());
            own = own == null ? null : own.limited(last.next());
            if (inKafka) {
                next.clear();
                endOfPage = null;
            }
        }
    }
}
