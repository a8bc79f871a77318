package dev.fleetcast.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Which sessions live: when each was last used, which have ended, and under which something runs. Safe for use by any
 * thread. Memory is bounded: a session is forgotten when no token and no stream of it can be left.
 *
 * <p>A use is told to the other replicas only once per {@link #reportInterval}, so a session lives that much longer than
 * its lifetime, equally long everywhere.
 */
final class SessionTable {

    private static final int MAX_SESSIONS = 1_000_000;
    private static final long LONGEST_REPORT_INTERVAL = TimeUnit.MINUTES.toMillis(1);

    private final Cache<String, Session> sessions;
    private final Cache<Long, Long> endedUsers;
    private final Map<String, Integer> holds = new ConcurrentHashMap<>();
    private final Clock clock;
    private final long lifetime;
    private final long reportInterval;

    /** @param endedAt milliseconds since 1970, or 0 while it lives */
    private record Session(long userId, long usedAt, long reportedAt, long endedAt) {}

    SessionTable(Duration lifetime, Duration memory, Clock clock) {
        this.lifetime = lifetime.toMillis();
        this.reportInterval = Math.min(LONGEST_REPORT_INTERVAL, this.lifetime / 60);
        this.clock = clock;
        this.sessions = Caffeine.newBuilder()
                .maximumSize(MAX_SESSIONS)
                .expireAfterWrite(memory)
                .build();
        this.endedUsers = Caffeine.newBuilder()
                .maximumSize(MAX_SESSIONS)
                .expireAfterWrite(memory)
                .build();
    }

    /** Notes a use of the session; true when the other replicas should hear of it. */
    boolean use(String sessionId, long userId) {
        long now = clock.millis();
        AtomicBoolean report = new AtomicBoolean();
        sessions.asMap().compute(sessionId, (id, known) -> {
            if (known != null && known.endedAt > 0) {
                return known;
            }
            long reportedAt = known == null ? 0 : known.reportedAt;
            report.set(now - reportedAt >= reportInterval);
            return new Session(userId, now, report.get() ? now : reportedAt, 0);
        });
        return report.get();
    }

    /** Whether the session has ended for good, by itself or with all its user opened by {@code sessionStart}. */
    boolean ended(String sessionId, long userId, long sessionStart) {
        Session known = sessions.getIfPresent(sessionId);
        Long userEnded = endedUsers.getIfPresent(userId);
        return (known != null && known.endedAt > 0) || (userEnded != null && sessionStart <= userEnded);
    }

    /**
     * Whether the session has neither ended nor run out. One that is not known here is taken for one whose first record is
     * still on its way, and lives from now on.
     */
    boolean live(String sessionId) {
        Session known = sessions.get(sessionId, id -> new Session(0, clock.millis(), 0, 0));
        return known.endedAt == 0 && clock.millis() - known.usedAt <= lifetime + reportInterval;
    }

    /** Takes in what a replica told; the sessions that end by it. */
    List<String> apply(SessionRecord told) {
        if (told.sessionId() == null) {
            return endUser(told.userId(), told.endedAt());
        }
        AtomicBoolean ends = new AtomicBoolean();
        sessions.asMap().compute(told.sessionId(), (id, known) -> {
            if (known != null && known.endedAt > 0) {
                return known;
            }
            ends.set(told.endedAt() != null);
            long usedAt = known == null ? told.usedAt() : Math.max(known.usedAt, told.usedAt());
            long reportedAt = known == null ? told.usedAt() : Math.max(known.reportedAt, told.usedAt());
            return new Session(told.userId(), usedAt, reportedAt, ends.get() ? told.endedAt() : 0);
        });
        if (!ends.get()) {
            return List.of();
        }
        holds.remove(told.sessionId());
        return List.of(told.sessionId());
    }

    void hold(String sessionId) {
        holds.merge(sessionId, 1, Integer::sum);
    }

    void release(String sessionId) {
        holds.computeIfPresent(sessionId, (id, count) -> count == 1 ? null : count - 1);
    }

    /** The held sessions that are over; each is returned once, and is no longer held. */
    List<String> takeOverdue() {
        List<String> overdue = new ArrayList<>();
        for (String sessionId : holds.keySet()) {
            if (!live(sessionId) && holds.remove(sessionId) != null) {
                overdue.add(sessionId);
            }
        }
        return overdue;
    }

    private List<String> endUser(long userId, long at) {
        endedUsers.asMap().merge(userId, at, Math::max);
        List<String> ending = new ArrayList<>();
        sessions.asMap().forEach((id, session) -> {
            if (session.userId == userId && session.usedAt <= at) {
                ending.addAll(apply(SessionRecord.ended(id, userId, at)));
            }
        });
        return ending;
    }
}
