package dev.fleetcast.access.session;

import dev.fleetcast.access.AccessConfig;
import dev.fleetcast.access.SessionEnded;
import dev.fleetcast.access.SessionStart;
import dev.fleetcast.access.user.UserDirectory;
import dev.fleetcast.kafka.TopicReader;
import dev.fleetcast.knowledge.Knowledge;
import dev.fleetcast.knowledge.View;
import dev.fleetcast.registry.RegistryChanged;
import dev.fleetcast.replica.Background;
import dev.fleetcast.threading.ThreadSafe;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/** The sessions known to this replica. Never blocks. */
@ThreadSafe
@ApplicationScoped
public class Sessions {

    private static final Logger LOG = Logger.getLogger(Sessions.class);
    private static final Duration SWEEP = Duration.ofSeconds(1);
    private static final Duration LONGEST_BACK_OFF = Duration.ofSeconds(10);
    private static final int ATTEMPTS = 30;
    private static final int ENDS_AT_ONCE = 64;
    private static final long QUIET_AFTER_FAILURE_MILLIS = 10_000;

    private final SessionTopic topic;
    private final Event<SessionEnded> endings;
    private final SessionTable table;
    private final Clock clock = Clock.systemUTC();
    private final TopicReader reader;
    private final Knowledge knowledge;
    private final int maxPerUser;
    private final Counter displaced;
    private volatile long quietUntil;
    private final Background sweeper = new Background("fleetcast-session-ends");

    Sessions(
            AccessConfig config,
            SessionTopic topic,
            UserDirectory users,
            Event<SessionEnded> endings,
            Knowledge knowledge,
            MeterRegistry registry) {
        this.knowledge = knowledge;
        this.maxPerUser = config.sessionMaxPerUser();
        this.displaced = Counter.builder("fleetcast.sessions.displaced")
                .description("Sessions ended because their user had too many")
                .register(registry);
        this.topic = topic;
        this.endings = endings;
        this.table = new SessionTable(
                config.sessionLifetime(), config.sessionMaxLifetime(), SessionTopic.memory(config), users, clock);
        this.reader = topic.reader(this::apply, at -> sweeper.execute(this::writeEndsAgain));
    }

    void start(@Observes StartupEvent started) {
        reader.caughtUp().thenRun(() -> knowledge.learned(View.SESSIONS));
        reader.start();
        sweeper.every(SWEEP, this::sweep);
    }

    void stop(@Observes ShutdownEvent stopping) {
        sweeper.close();
        reader.close();
    }

    /**
     * Holds the session until the matching {@link #release}. When a held session ends, {@link SessionEnded} is fired
     * once, within 5 s; also if the session has already ended when the hold begins.
     */
    public void hold(String sessionId) {
        table.hold(sessionId);
    }

    /** Releases one {@link #hold}. */
    public void release(String sessionId) {
        table.release(sessionId);
    }

    /**
     * Ends the session on every replica; completes when Kafka has acknowledged the end.
     *
     * @return fails with a 503 problem if Kafka does not acknowledge in time; the session is unchanged then
     */
    public Uni<Void> end(String sessionId, long userId) {
        SessionRecord end = SessionRecord.ended(sessionId, userId, clock.millis());
        return topic.publish(end).invoke(() -> apply(end));
    }

    /** Ends the user's least recently used sessions beyond the limit; for use after a login. */
    public void endExcess(long userId) {
        table.of(userId).stream()
                .skip(maxPerUser)
                .forEach(session -> end(session.id(), userId)
                        .subscribe()
                        .with(
                                done -> displaced.increment(),
                                unreachable -> LOG.debug("The next login tries again", unreachable)));
    }

    /** Records a use: the session's lifetime starts again. */
    public void use(String sessionId, long userId, SessionStart start) {
        if (table.use(sessionId, userId, start)) {
            report(SessionRecord.used(sessionId, userId, start, clock.millis()));
        }
    }

    /**
     * Records what the database says of a token, on this replica only; until then, a held token counts as live.
     *
     * @param expiresAt when it ends, in milliseconds since 1970
     */
    public void learn(TokenSession token, long userId, long generation, long expiresAt) {
        table.learn(token, userId, generation, expiresAt);
    }

    /** The tokens that streams on this replica belong to. */
    public List<TokenSession> heldTokens() {
        return table.heldTokens();
    }

    /** Whether the session has ended for good, even if its tokens are valid. */
    public boolean ended(String sessionId, long userId, SessionStart start) {
        return table.ended(sessionId, userId, start);
    }

    public boolean live(String sessionId) {
        return table.live(sessionId);
    }

    /** The user's live sessions, most recently used first. Takes milliseconds if there are very many sessions. */
    public List<LiveSession> of(long userId) {
        return table.of(userId);
    }

    /** Whether the session belongs to the user and lives. */
    public boolean isOf(long userId, String sessionId) {
        return table.isOf(userId, sessionId);
    }

    void endOutdated(@Observes RegistryChanged changed) {
        sweep();
    }

    private void sweep() {
        announce(table.takeOverdue());
    }

    private void apply(SessionRecord record) {
        if (table.apply(record)) {
            announce(List.of(record.sessionId()));
        }
    }

    /**
     * Writes the known ends again after the topic has lost records, for replicas that start later. A session that lives
     * is reported by its next use.
     */
    private void writeEndsAgain() {
        Multi.createFrom()
                .iterable(table.ends())
                .onItem()
                .transformToUni(this::writeAgain)
                .merge(ENDS_AT_ONCE)
                .subscribe()
                .with(written -> {}, failed -> LOG.error("Cannot write the ends of sessions again", failed));
    }

    private Uni<Void> writeAgain(SessionRecord end) {
        return topic.publish(end)
                .onFailure()
                .retry()
                .withBackOff(SWEEP, LONGEST_BACK_OFF)
                .atMost(ATTEMPTS)
                .onFailure()
                .recoverWithNull();
    }

    private void announce(List<String> ended) {
        for (String sessionId : ended) {
            try {
                endings.fire(new SessionEnded(sessionId));
            } catch (RuntimeException observerFailed) {
                LOG.error("An observer of a session's end failed", observerFailed);
            }
        }
    }

    /**
     * Failures are ignored: other replicas miss a use only while Kafka is unavailable, and the next use is published
     * again. After a failure, uses are not published for a while, since each failure is logged.
     */
    private void report(SessionRecord used) {
        if (clock.millis() < quietUntil) {
            return;
        }
        topic.publish(used)
                .subscribe()
                .with(done -> {}, unreachable -> quietUntil = clock.millis() + QUIET_AFTER_FAILURE_MILLIS);
    }
}
