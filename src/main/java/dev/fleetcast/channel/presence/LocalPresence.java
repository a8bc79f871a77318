package dev.fleetcast.channel.presence;

import dev.fleetcast.threading.ThreadSafe;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What this replica must report about its feeds: each opens, continues and ends, is reported in this order, and again
 * until Kafka acknowledges it.
 */
@ThreadSafe
final class LocalPresence {

    private static final long FIRST_REFRESH_MILLIS = 1_000;
    private static final long REFRESH_MILLIS = 5_000;

    private final int maxUnreported;
    private final int maxInFlight;
    private final LongSupplier millis;
    private final Map<String, Own> feeds = new LinkedHashMap<>();
    private int inFlight;
    private int ended;
    private long forgotten;

    /** A report to send; call {@link #reported} with its outcome. */
    record Report(String feed, PresenceRecord session) {}

    private static final class Own {

        private final Supplier<PresenceRecord> current;
        private PresenceRecord end;
        private PresenceRecord sent;
        private boolean unreported = true;
        private boolean inFlight;
        private long refreshAt;

        Own(Supplier<PresenceRecord> current, long refreshAt) {
            this.current = current;
            this.refreshAt = refreshAt;
        }
    }

    /**
     * @param maxUnreported the maximum number of ended feeds that wait to be reported; further ends are dropped, and those
     *     feeds count on other replicas until this replica ends
     * @param maxInFlight the maximum number of concurrent reports
     * @param millis a monotonic clock
     */
    LocalPresence(int maxUnreported, int maxInFlight, LongSupplier millis) {
        this.maxUnreported = maxUnreported;
        this.maxInFlight = maxInFlight;
        this.millis = millis;
    }

    /** Adds a feed; {@code current} supplies its state at any time. */
    synchronized void opened(String feed, Supplier<PresenceRecord> current) {
        feeds.put(feed, new Own(current, millis.getAsLong() + FIRST_REFRESH_MILLIS));
    }

    /** Ends a feed at that end of the log. */
    synchronized void closed(String feed, long position) {
        Own own = feeds.get(feed);
        if (own == null || own.end != null) {
            return;
        }
        if (own.sent == null) {
            // Never reported.
            feeds.remove(feed);
        } else if (ended >= maxUnreported) {
            feeds.remove(feed);
            inFlight -= own.inFlight ? 1 : 0;
            forgotten++;
        } else {
            own.end = own.current.get().leftAt(position);
            own.unreported = true;
            ended++;
        }
    }

    /** Ends all feeds at that end of the log. */
    synchronized void closeAll(long position) {
        List.copyOf(feeds.keySet()).forEach(feed -> closed(feed, position));
    }

    /** Another replica has reported the end of a feed: reports its state again. */
    synchronized void contradicted(String feed) {
        Own own = feeds.get(feed);
        if (own != null) {
            own.unreported = true;
        }
    }

    /** Reports the state of every feed again. */
    synchronized void reportAgain() {
        feeds.values().forEach(own -> own.unreported = true);
    }

    /** True while the feed is open. */
    synchronized boolean isOpen(String feed) {
        Own own = feeds.get(feed);
        return own != null && own.end == null;
    }

    /** Returns the report that is due for the feed. */
    synchronized Optional<Report> due(String feed) {
        return Optional.ofNullable(feeds.get(feed)).flatMap(own -> next(feed, own, millis.getAsLong()));
    }

    /** Returns the reports that are due for all feeds. */
    synchronized List<Report> due() {
        long now = millis.getAsLong();
        List<Report> due = new ArrayList<>();
        feeds.forEach((feed, own) -> next(feed, own, now).ifPresent(due::add));
        return due;
    }

    /** Notes the outcome of a {@link #due} report. */
    synchronized void reported(Report report, boolean successfully) {
        Own own = feeds.get(report.feed());
        if (own == null || own.sent != report.session()) {
            return;
        }
        own.inFlight = false;
        inFlight--;
        if (!successfully) {
            own.unreported = true;
        } else if (report.session().over()) {
            feeds.remove(report.feed());
            ended--;
        }
    }

    /** The number of feeds to report, including ended feeds that are not reported yet. */
    synchronized int size() {
        return feeds.size();
    }

    /** The number of ended feeds that were never reported, because too many were waiting. */
    synchronized long forgotten() {
        return forgotten;
    }

    private Optional<Report> next(String feed, Own own, long now) {
        if (own.inFlight || inFlight >= maxInFlight || !(own.unreported || now >= own.refreshAt)) {
            return Optional.empty();
        }
        PresenceRecord session = own.end != null ? own.end : own.current.get();
        boolean isNews = own.unreported || !Objects.equals(session.lastEvent(), own.sent.lastEvent());
        if (now >= own.refreshAt) {
            own.refreshAt = now + REFRESH_MILLIS;
        }
        if (!isNews) {
            return Optional.empty();
        }
        own.unreported = false;
        own.sent = session;
        own.inFlight = true;
        inFlight++;
        return Optional.of(new Report(feed, session));
    }
}
