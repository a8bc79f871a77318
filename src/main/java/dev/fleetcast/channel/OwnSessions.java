package dev.fleetcast.channel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What the other replicas are to be told of the feeds of this one: each begins, goes on and ends, is told so in this order,
 * and again until Kafka has it. Safe for use by any thread.
 */
final class OwnSessions {

    private static final long FIRST_REFRESH_MILLIS = 1_000;
    private static final long REFRESH_MILLIS = 5_000;

    private final int maxUntold;
    private final int maxInFlight;
    private final LongSupplier millis;
    private final Map<String, Own> feeds = new LinkedHashMap<>();
    private int inFlight;
    private int ended;
    private long forgotten;

    /** To be told; {@link #told} is to be called with its outcome. */
    record Telling(String feed, PresenceRecord session) {}

    private static final class Own {

        private final Supplier<PresenceRecord> current;
        private PresenceRecord end;
        private PresenceRecord sent;
        private boolean untold = true;
        private boolean inFlight;
        private long refreshAt;

        Own(Supplier<PresenceRecord> current, long refreshAt) {
            this.current = current;
            this.refreshAt = refreshAt;
        }
    }

    /**
     * @param maxUntold so many that are over wait to be told; more are forgotten, and count elsewhere until this replica ends
     * @param maxInFlight so many are told at the same time
     * @param millis a monotonic clock
     */
    OwnSessions(int maxUntold, int maxInFlight, LongSupplier millis) {
        this.maxUntold = maxUntold;
        this.maxInFlight = maxInFlight;
        this.millis = millis;
    }

    /** A feed has begun; {@code current} is what there is to say about it at any time. */
    synchronized void opened(String feed, Supplier<PresenceRecord> current) {
        feeds.put(feed, new Own(current, millis.getAsLong() + FIRST_REFRESH_MILLIS));
    }

    /** A feed is over, at that end of the log. */
    synchronized void closed(String feed, long position) {
        Own own = feeds.get(feed);
        if (own == null || own.end != null) {
            return;
        }
        if (own.sent == null) {
            // Nobody has heard of it.
            feeds.remove(feed);
        } else if (ended >= maxUntold) {
            feeds.remove(feed);
            inFlight -= own.inFlight ? 1 : 0;
            forgotten++;
        } else {
            own.end = own.current.get().leftAt(position);
            own.untold = true;
            ended++;
        }
    }

    /** All feeds are over, at that end of the log. */
    synchronized void closeAll(long position) {
        List.copyOf(feeds.keySet()).forEach(feed -> closed(feed, position));
    }

    /** Somebody has said that a feed is over: what it is, is told again. */
    synchronized void contradicted(String feed) {
        Own own = feeds.get(feed);
        if (own != null) {
            own.untold = true;
        }
    }

    /** Whether it has begun and is not over. */
    synchronized boolean isOpen(String feed) {
        Own own = feeds.get(feed);
        return own != null && own.end == null;
    }

    /** What is to be told now of that feed. */
    synchronized Optional<Telling> due(String feed) {
        return Optional.ofNullable(feeds.get(feed)).flatMap(own -> next(feed, own, millis.getAsLong()));
    }

    /** What is to be told now of all feeds. */
    synchronized List<Telling> due() {
        long now = millis.getAsLong();
        List<Telling> due = new ArrayList<>();
        feeds.forEach((feed, own) -> next(feed, own, now).ifPresent(due::add));
        return due;
    }

    /** What was {@link #due} has been told, or could not be. */
    synchronized void told(Telling telling, boolean successfully) {
        Own own = feeds.get(telling.feed());
        if (own == null || own.sent != telling.session()) {
            return;
        }
        own.inFlight = false;
        inFlight--;
        if (!successfully) {
            own.untold = true;
        } else if (telling.session().over()) {
            feeds.remove(telling.feed());
            ended--;
        }
    }

    /** Feeds there is something to say about, those that are over and not told among them. */
    synchronized int size() {
        return feeds.size();
    }

    /** Feeds whose end nobody was told, because too many were waiting. */
    synchronized long forgotten() {
        return forgotten;
    }

    private Optional<Telling> next(String feed, Own own, long now) {
        if (own.inFlight || inFlight >= maxInFlight || !(own.untold || now >= own.refreshAt)) {
            return Optional.empty();
        }
        PresenceRecord session = own.end != null ? own.end : own.current.get();
        boolean isNews = own.untold || !Objects.equals(session.lastEvent(), own.sent.lastEvent());
        if (now >= own.refreshAt) {
            own.refreshAt = now + REFRESH_MILLIS;
        }
        if (!isNews) {
            return Optional.empty();
        }
        own.untold = false;
        own.sent = session;
        own.inFlight = true;
        inFlight++;
        return Optional.of(new Telling(feed, session));
    }
}
