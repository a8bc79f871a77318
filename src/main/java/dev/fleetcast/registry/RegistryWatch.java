package dev.fleetcast.registry;

import dev.fleetcast.knowledge.Knowledge;
import dev.fleetcast.knowledge.View;
import io.quarkus.arc.All;
import io.quarkus.logging.Log;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;

/**
 * Keeps every {@link RegistryView} of this replica up to date: asks for the registry's version again and again, and reloads
 * them all, on its one thread, when it is another. While the database cannot be reached the last picture stays in use.
 */
@ApplicationScoped
public class RegistryWatch {

    /**
     * When the registry is loaded at start: what fills it then does so before, what shows it or reacts to it starts after.
     * Messaging is wired before, so that whatever reacts may use it.
     */
    public static final int START_PRIORITY = Interceptor.Priority.LIBRARY_BEFORE + 500;

    private static final long NOTHING_SHOWN = -1;
    private static final long REFRESH_WAIT_SECONDS = 3;

    private final List<RegistryView> views;
    private final Event<RegistryChanged> changed;
    private final DataSource database;
    private final Duration interval;
    private final Knowledge knowledge;
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(RegistryWatch::thread);
    private long shown = NOTHING_SHOWN;
    private long announced = NOTHING_SHOWN;
    private boolean failing;

    RegistryWatch(
            @All List<RegistryView> views,
            Event<RegistryChanged> changed,
            DataSource database,
            RegistryConfig config,
            Knowledge knowledge) {
        this.views = views;
        this.changed = changed;
        this.database = database;
        this.interval = config.refreshInterval();
        this.knowledge = knowledge;
    }

    void start(@Observes @Priority(START_PRIORITY) StartupEvent event) {
        refresh();
        worker.scheduleWithFixedDelay(
                this::look, interval.toMillis(), Math.max(1, interval.toMillis()), TimeUnit.MILLISECONDS);
    }

    @PreDestroy
    void stop() {
        worker.shutdownNow();
    }

    /**
     * Looks for a change now and waits until this replica shows it, at most 3 s; not for use by views and observers of
     * {@link RegistryChanged}. Never throws: what could not be loaded now is loaded by a later look.
     */
    public void refresh() {
        try {
            worker.submit(this::look).get(REFRESH_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException | RejectedExecutionException later) {
            Log.debug("The registry is shown later than asked for", later);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        try {
            show(version());
            announce(shown);
            if (failing) {
                failing = false;
                Log.info("The registry's changes are taken in again");
            }
        } catch (RuntimeException | SQLException failure) {
            // One line per outage: this runs every other second.
            if (!failing) {
                failing = true;
                Log.warnf("The registry's changes cannot be taken in, its last picture stays in use: %s", failure);
            }
        }
    }

    /** The version is read first: a change made while the views load is found by the next look. */
    private void show(long version) {
        if (version != shown) {
            views.forEach(RegistryView::reload);
            shown = version;
            knowledge.learned(View.REGISTRY);
        }
    }

    /** An observer that fails is told again: it may hold what its users have lost the right to. */
    private void announce(long version) {
        if (version != announced) {
            changed.fire(new RegistryChanged(version));
            announced = version;
        }
    }

    private long version() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("select version from registry_version")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "registry-watch");
        thread.setDaemon(true);
        return thread;
    }
}
