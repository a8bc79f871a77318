package dev.fleetcast.registry;

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

    /** A feature that fills the registry at start does so before this; one that shows it starts after. */
    public static final int START_PRIORITY = Interceptor.Priority.PLATFORM_BEFORE + 500;

    private static final long NOTHING_SHOWN = -1;
    private static final long REFRESH_WAIT_SECONDS = 3;

    private final List<RegistryView> views;
    private final Event<RegistryChanged> changed;
    private final DataSource database;
    private final Duration interval;
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(RegistryWatch::thread);
    private volatile long shown = NOTHING_SHOWN;
    private boolean failing;

    RegistryWatch(
            @All List<RegistryView> views, Event<RegistryChanged> changed, DataSource database, RegistryConfig config) {
        this.views = views;
        this.changed = changed;
        this.database = database;
        this.interval = config.refreshInterval();
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

    /** Whether every view has shown the registry once. */
    public boolean isLoaded() {
        return shown != NOTHING_SHOWN;
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
            long version = version();
            if (version != shown) {
                show(version);
            }
            if (failing) {
                failing = false;
                Log.info("The registry can be read again");
            }
        } catch (RuntimeException | SQLException failure) {
            // One line per outage: this runs every other second.
            if (!failing) {
                failing = true;
                Log.warnf("The registry cannot be read, its last picture stays in use: %s", failure.getMessage());
            }
        }
    }

    /** The version is read first: a change made while the views load is found by the next look. */
    private void show(long version) {
        views.forEach(RegistryView::reload);
        shown = version;
        changed.fire(new RegistryChanged(version));
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
