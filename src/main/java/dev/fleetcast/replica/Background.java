package dev.fleetcast.replica;

import dev.fleetcast.threading.ThreadSafe;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * One daemon thread for the periodic work of one bean.
 *
 * <p>A task that fails is logged once per series of failures and runs again at its next turn. The bean closes its background
 * work when the application stops.
 */
@ThreadSafe
public final class Background implements Executor, AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Background.class);

    private final String name;
    private final ScheduledExecutorService thread;

    /** Periodic work, which may fail. */
    @FunctionalInterface
    public interface Task {

        void run() throws Exception;
    }

    /** @param name of the thread */
    public Background(String name) {
        this.name = name;
        this.thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread daemon = new Thread(work, name);
            daemon.setDaemon(true);
            return daemon;
        });
    }

    /** Runs the task after {@code pause}, and again that long after each run has ended. */
    public void every(Duration pause, Task task) {
        every(pause, pause, task);
    }

    /**
     * Runs the task periodically.
     *
     * @param first time until the first run; may be zero
     * @param pause time from the end of a run to the start of the next; at least 1 ms
     */
    public void every(Duration first, Duration pause, Task task) {
        thread.scheduleWithFixedDelay(
                new Guarded(task), first.toMillis(), Math.max(1, pause.toMillis()), TimeUnit.MILLISECONDS);
    }

    /**
     * Like {@link #every(Duration, Duration, Task)}, for work in the database that the next run catches up with: other
     * components report its outages.
     */
    public void sweep(Duration first, Duration pause, Task sweep) {
        every(first, pause, () -> {
            try {
                sweep.run();
            } catch (SQLException | RuntimeException away) {
                LOG.debugf(away, "%s cannot sweep now", name);
            }
        });
    }

    /**
     * Periodic work that rests as long as there is nothing to do: an idle replica does not wake for it.
     *
     * @param pause time before each round; at least 1 ms
     * @param needed whether there is something to do
     */
    public Rounds rounds(Duration pause, BooleanSupplier needed, Task round) {
        return new Rounds(work -> after(pause, work), needed, new Guarded(round));
    }

    private void after(Duration pause, Runnable work) {
        try {
            thread.schedule(work, Math.max(1, pause.toMillis()), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            LOG.debugf("%s is closed", name);
        }
    }

    /** Runs the task once, after those that are due; does nothing once this is closed. */
    @Override
    public void execute(Runnable task) {
        try {
            thread.execute(new Guarded(task::run));
        } catch (RejectedExecutionException closed) {
            LOG.debugf("%s is closed", name);
        }
    }

    /** Runs the task once. The result has its failure, which is not logged here. */
    public Future<?> submit(Runnable task) {
        return thread.submit(task);
    }

    /** Interrupts the running task and drops all others; returns at once. */
    @Override
    public void close() {
        thread.shutdownNow();
    }

    private final class Guarded implements Runnable {

        private final Task task;
        private boolean failing;

        private Guarded(Task task) {
            this.task = task;
        }

        /** What a task meets while the application stops, such as a closed connection, is no news. */
        private void report(Throwable failure) {
            Logger.Level level = failing || thread.isShutdown() ? Logger.Level.DEBUG : Logger.Level.ERROR;
            LOG.logf(level, failure, "%s failed", name);
        }

        /** Catches everything: an executor never runs a task again that has thrown. */
        @Override
        public void run() {
            try {
                task.run();
                failing = false;
            } catch (InterruptedException closing) {
                Thread.currentThread().interrupt();
            } catch (Throwable failure) {
                report(failure);
                failing = true;
            }
        }
    }
}
