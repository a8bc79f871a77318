package dev.fleetcast.access;

import dev.fleetcast.kafka.TopicReader;
import dev.fleetcast.registry.RegistryChanged;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** The sessions this replica knows; safe for use by any thread, never blocks. */
@ApplicationScoped
public class Sessions {

    private static final Logger LOG = Logger.getLogger(Sessions.class);
    private static final long SWEEP_MILLIS = 1_000;
    private static final long QUIET_AFTER_FAILURE_MILLIS = 10_000;

    private final SessionFeed feed;
    private final UserDirectory users;
    private final Event<SessionEnded> endings;
    private final SessionTable table;
    private final Clock clock = Clock.systemUTC();
    private final TopicReader reader;
    private volatile boolean known;
    private volatile long quietUntil;
    private final ScheduledExecutorService sweeper = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "fleetcast-session-ends");
        thread.setDaemon(true);
        return thread;
    });

    Sessions(AccessConfig config, SessionFeed feed, UserDirectory users, Event<SessionEnded> endings) {
        this.feed = feed;
        this.users = users;
        this.endings = endings;
        this.table = new SessionTable(config.sessionLifetime(), SessionFeed.memory(config), clock);
        this.reader = feed.reader(told -> announce(table.apply(told)));
    }

    void start(@Observes StartupEvent started) {
        reader.caughtUp().thenRun(() -> known = true);
        reader.start();
        sweeper.scheduleWithFixedDelay(this::sweep, SWEEP_MILLIS, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent stopping) {
        sweeper.shutdownNow();
        reader.close();
    }

    /** Completes when every end of a session told before the start is known here; until then nobody can be let in. */
    public CompletionStage<Void> caughtUp() {
        return reader.caughtUp();
    }

    /** {@link #caughtUp} for callers in a hurry: once it is so, nothing is waited for. */
    Uni<Void> known() {
        return known ? Uni.createFrom().voidItem() : Uni.createFrom().completionStage(reader::caughtUp);
    }

    /**
     * Something now runs under the session: until as many {@link #release releases}, its end is noticed within 5 s and
     * {@link SessionEnded} is fired once. A hold on a session that is already over fires it too.
     */
    public void hold(String sessionId) {
        table.hold(sessionId);
    }

    /** Takes one {@link #hold} back. */
    public void release(String sessionId) {
        table.release(sessionId);
    }

    /** Ends the session on every replica; completes when that is sure, and changes nothing when it fails. */
    Uni<Void> end(Viewer viewer) {
        SessionRecord end = SessionRecord.ended(viewer.sessionId(), viewer.userId(), clock.millis());
        return feed.publish(end).invoke(() -> announce(table.apply(end)));
    }

    /** Notes a use: the session's lifetime counts from now. */
    void use(String sessionId, long userId) {
        if (table.use(sessionId, userId)) {
            tell(SessionRecord.used(sessionId, userId, clock.millis()));
        }
    }

    boolean ended(String sessionId, long userId, long sessionStartMillis) {
        return table.ended(sessionId, userId, sessionStartMillis);
    }

    boolean live(String sessionId) {
        return table.live(sessionId);
    }

    void endSessionsOfFormerUsers(@Observes RegistryChanged changed) {
        for (long userId : users.takeEndedUsers()) {
            SessionRecord end = SessionRecord.userEnded(userId, clock.millis());
            announce(table.apply(end));
            tell(end);
        }
    }

    private void sweep() {
        announce(table.takeOverdue());
    }

    private void announce(List<String> ended) {
        for (String sessionId : ended) {
            try {
                endings.fire(new SessionEnded(sessionId));
            } catch (RuntimeException observerFailed) {
                LOG.error("the end of a session could not be handled", observerFailed);
            }
        }
    }

    /**
     * Other replicas miss something only if Kafka is away, and the next use tells it again. Then most are not even tried:
     * each failure costs lines in the log.
     */
    private void tell(SessionRecord told) {
        if (clock.millis() < quietUntil) {
            return;
        }
        feed.publish(told)
                .subscribe()
                .with(done -> {}, unreachable -> quietUntil = clock.millis() + QUIET_AFTER_FAILURE_MILLIS);
    }
}
