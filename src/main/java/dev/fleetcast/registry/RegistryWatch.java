package dev.fleetcast.registry;

import dev.fleetcast.knowledge.Knowledge;
import dev.fleetcast.knowledge.View;
import dev.fleetcast.replica.Background;
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
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;

/**
 * Polls the registry's version and reloads every {@link RegistryView} of this replica, on one thread, when it changes.
 * While the database is unreachable, the last snapshots stay in use.
 */
@ApplicationScoped
public class RegistryWatch {

    /**
     * The priority of the first load at startup: beans that fill the registry start before it, beans that use it start
     * after it. Messaging is wired earlier, so that observers may use it.
     */
    public static final int START_PRIORITY = Interceptor.Priority.LIBRARY_BEFORE + 500;

    private static final long NOTHING_SHOWN = -1;
    private static final long REFRESH_WAIT_SECONDS = 3;

    private final List<RegistryView> views;
    private final Event<RegistryChanged> changed;
    private final DataSource database;
    private final Duration interval;
    private final Knowledge knowledge;
    private final Background worker = new Background("registry-watch");
    private long shown = NOTHING_SHOWN;
    private long announced = NOTHING_SHOWN;
    private volatile boolean failing;

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
        worker.every(interval, this::look);
    }

    @PreDestroy
    void stop() {
        worker.close();
    }

    /**
     * Polls now and waits until this replica shows the current version, at most 3 s; not for use by views and observers
     * of {@link RegistryChanged}. Never throws: a later poll repeats a load that failed.
     *
     * @return whether this replica shows every change that was made before this call
     */
    public boolean refresh() {
        try {
            worker.submit(this::look).get(REFRESH_WAIT_SECONDS, TimeUnit.SECONDS);
            return !failing;
        } catch (TimeoutException | ExecutionException | RejectedExecutionException later) {
            Log.debug("The registry is not reloaded in time", later);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private void look() {
        try {
            show(version());
            announce(shown);
            if (failing) {
                failing = false;
                Log.info("Reloading of the registry works again");
            }
        } catch (RuntimeException | SQLException failure) {
            // Logs once per outage: this runs every other second.
            if (!failing) {
                failing = true;
                Log.warnf("Reloading of the registry fails, its last snapshot stays in use: %s", failure);
            }
        }
    }

    /** Reads the version first: the next poll finds changes made while the views load. */
    private void show(long version) {
        if (version != shown) {
            views.forEach(RegistryView::reload);
            shown = version;
            knowledge.learned(View.REGISTRY);
        }
    }

    /** Repeats the event if an observer fails: it may hold data that its users may no longer see. */
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
}
