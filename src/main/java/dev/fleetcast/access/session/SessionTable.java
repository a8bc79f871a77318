package dev.fleetcast.access.session;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.fleetcast.access.SessionStart;
import dev.fleetcast.access.user.UserDirectory;
import dev.fleetcast.threading.ThreadSafe;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The known sessions: their start, last use and end, and whether they are held. Memory is bounded: a session is removed
 * once none of its tokens and streams can be left.
 *
 * <p>Other replicas learn of a use only once per {@link #reportInterval}, so on every replica a session lives that much
 * longer than its lifetime.
 */
@ThreadSafe
final class SessionTable {

    private static final int MAX_SESSIONS = 1_000_000;
    private static final long LONGEST_REPORT_INTERVAL = TimeUnit.MINUTES.toMillis(1);

    private final Cache<String, Session> sessions;
    private final Map<String, Integer> holds = new ConcurrentHashMap<>();
    private final UserDirectory users;
    private final Clock clock;
    private final long lifetime;
    private final long maxLifetime;
    private final long reportInterval;

    /**
     * @param endedAt milliseconds since 1970, or 0 while it lives
     * @param expiresAt when a {@link TokenSession} ends, in milliseconds since 1970; 0 for a session of a login
     */
    private record Session(
            long userId, long generation, long startedAt, long usedAt, long reportedAt, long endedAt, long expiresAt) {

        static Session first(long now, long expiresAt) {
            return new Session(0, 0, now, now, 0, 0, expiresAt);
        }

        boolean isToken() {
            return expiresAt > 0;
        }

        LiveSession shown(String id, long lifetime, long maxLifetime) {
            long endsAt = Math.min(usedAt + lifetime, startedAt + maxLifetime);
            return new LiveSession(
                    id, Instant.ofEpochMilli(startedAt), Instant.ofEpochMilli(usedAt), Instant.ofEpochMilli(endsAt));
        }
    }

    /**
     * @param lifetime how long a session lives after its last use
     * @param maxLifetime the maximum lifetime of a session
     * @param memory how long a record of a session may matter
     * @param users decides which generations of a user's sessions have ended
     */
    SessionTable(Duration lifetime, Duration maxLifetime, Duration memory, UserDirectory users, Clock clock) {
        this.lifetime = lifetime.toMillis();
        this.maxLifetime = maxLifetime.toMillis();
        this.reportInterval = Math.min(LONGEST_REPORT_INTERVAL, this.lifetime / 60);
        this.users = users;
        this.clock = clock;
        this.sessions = Caffeine.newBuilder()
                .maximumSize(MAX_SESSIONS)
                .expireAfterWrite(memory)
                .build();
    }

    /** Records a use of the session; returns true if the other replicas need to know. */
    boolean use(String sessionId, long userId, SessionStart start) {
        long now = clock.millis();
        AtomicBoolean report = new AtomicBoolean();
        sessions.asMap().compute(sessionId, (id, known) -> {
            if (known != null && known.endedAt > 0) {
                return known;
            }
            long startedAt = start.at().toEpochMilli();
            long reportedAt = known == null ? 0 : known.reportedAt;
            report.set(now - reportedAt >= reportInterval);
            return new Session(
                    userId,
                    start.generation(),
                    known == null ? startedAt : Math.min(known.startedAt, startedAt),
                    now,
                    report.get() ? now : reportedAt,
                    0,
                    0);
        });
        return report.get();
    }

    /**
     * Records what is known of a token of the user, unless it has ended.
     *
     * @param expiresAt when it ends, in milliseconds since 1970
     */
    void learn(TokenSession token, long userId, long generation, long expiresAt) {
        long now = clock.millis();
        sessions.asMap()
                .compute(
                        token.id(),
                        (id, known) -> known != null && known.endedAt > 0
                                ? known
                                : new Session(userId, generation, now, now, now, 0, expiresAt));
    }

    /** The tokens that are held. */
    List<TokenSession> heldTokens() {
        return holds.keySet().stream()
                .flatMap(id -> TokenSession.of(id).stream())
                .toList();
    }

    /** Whether the session has ended for good: on its own, with the user's other sessions, or at its maximum lifetime. */
    boolean ended(String sessionId, long userId, SessionStart start) {
        Session known = sessions.getIfPresent(sessionId);
        return (known != null && known.endedAt > 0)
                || users.hasEnded(userId, start.generation())
                || lastedTooLong(start.at().toEpochMilli())
                || (known != null && !known.isToken() && lastedTooLong(known.startedAt));
    }

    /**
     * Whether the session has neither ended nor expired. An unknown session counts as live from now on: its first
     * record may still be on its way. So does an unknown token, until it is {@link #learn learned}.
     */
    boolean live(String sessionId) {
        return live(sessions.get(sessionId, this::unknown));
    }

    private Session unknown(String sessionId) {
        long now = clock.millis();
        return Session.first(now, TokenSession.isToken(sessionId) ? now + lifetime : 0);
    }

    private boolean live(Session session) {
        return session.endedAt == 0
                && !users.hasEnded(session.userId, session.generation)
                && (session.isToken() ? clock.millis() < session.expiresAt : inUse(session));
    }

    private boolean inUse(Session session) {
        return !lastedTooLong(session.startedAt) && clock.millis() - session.usedAt <= lifetime + reportInterval;
    }

    private boolean lastedTooLong(long startedAt) {
        return clock.millis() - startedAt >= maxLifetime;
    }

    /** The user's live sessions without tokens, most recently used first. Iterates over all sessions. */
    List<LiveSession> of(long userId) {
        List<LiveSession> open = new ArrayList<>();
        sessions.asMap().forEach((id, session) -> {
            if (session.userId == userId && !session.isToken() && live(session)) {
                open.add(session.shown(id, lifetime, maxLifetime));
            }
        });
        open.sort(Comparator.comparing(LiveSession::lastUsedAt)
                .thenComparing(LiveSession::openedAt)
                .reversed());
        return open;
    }

    /** Whether the session belongs to the user, is no token and lives. */
    boolean isOf(long userId, String sessionId) {
        Session known = sessions.getIfPresent(sessionId);
        return known != null && known.userId == userId && !known.isToken() && live(known);
    }

    /** Applies a record of any replica; returns true if it ends the session. */
    boolean apply(SessionRecord record) {
        AtomicBoolean ends = new AtomicBoolean();
        sessions.asMap().compute(record.sessionId(), (id, known) -> {
            if (known != null && known.endedAt > 0) {
                return known;
            }
            ends.set(record.endedAt() != null);
            // Absent in records written before sessions had a maximum lifetime.
            long startedAt = record.startedAt() == 0 ? record.usedAt() : record.startedAt();
            return new Session(
                    record.userId(),
                    known == null ? record.generation() : Math.max(known.generation, record.generation()),
                    known == null ? startedAt : Math.min(known.startedAt, startedAt),
                    known == null ? record.usedAt() : Math.max(known.usedAt, record.usedAt()),
                    known == null ? record.usedAt() : Math.max(known.reportedAt, record.usedAt()),
                    ends.get() ? record.endedAt() : 0,
                    known == null ? 0 : known.expiresAt);
        });
        if (ends.get()) {
            holds.remove(record.sessionId());
        }
        return ends.get();
    }

    /** The known ends of sessions. */
    List<SessionRecord> ends() {
        List<SessionRecord> ends = new ArrayList<>();
        sessions.asMap().forEach((id, session) -> {
            if (session.endedAt > 0) {
                ends.add(SessionRecord.ended(id, session.userId, session.endedAt));
            }
        });
        return ends;
    }

    void hold(String sessionId) {
        holds.merge(sessionId, 1, Integer::sum);
    }

    void release(String sessionId) {
        holds.computeIfPresent(sessionId, (id, count) -> count == 1 ? null : count - 1);
    }

    /** The held sessions that have ended; each is returned once and no longer held. */
    List<String> takeOverdue() {
        List<String> overdue = new ArrayList<>();
        for (String sessionId : holds.keySet()) {
            if (!live(sessionId) && holds.remove(sessionId) != null) {
                overdue.add(sessionId);
            }
        }
        return overdue;
    }
}
