package dev.fleetcast.stream;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.Callable;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** An event loop that turns when the test says so, on the test's thread. */
final class HandDrivenExecutor extends AbstractExecutorService implements ScheduledExecutorService {

    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final List<Runnable> periodic = new ArrayList<>();
    private final List<Runnable> delayed = new ArrayList<>();

    @Override
    public void execute(Runnable task) {
        waiting.add(task);
    }

    /** Runs what waits, and what comes to wait meanwhile. */
    void turn() {
        for (Runnable task = waiting.poll(); task != null; task = waiting.poll()) {
            task.run();
        }
    }

    /** Runs the first task that waits. */
    void next() {
        waiting.remove().run();
    }

    /** Runs what is to be run again and again, once; like a real executor, drops what fails. */
    void tick() {
        for (Runnable task : List.copyOf(periodic)) {
            try {
                task.run();
            } catch (RuntimeException failed) {
                periodic.remove(task);
            }
        }
        turn();
    }

    /** Every delay is over. */
    void elapse() {
        waiting.addAll(delayed);
        delayed.clear();
        turn();
    }

    @Override
    public ScheduledFuture<?> scheduleAtFixedRate(Runnable task, long delay, long period, TimeUnit unit) {
        periodic.add(task);
        return null;
    }

    /** Whatever the delay, it is over when the test says so. */
    @Override
    public ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        delayed.add(task);
        return null;
    }

    @Override
    public <V> ScheduledFuture<V> schedule(Callable<V> task, long delay, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ScheduledFuture<?> scheduleWithFixedDelay(Runnable task, long delay, long period, TimeUnit unit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void shutdown() {
        waiting.clear();
    }

    @Override
    public List<Runnable> shutdownNow() {
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return false;
    }

    @Override
    public boolean isTerminated() {
        return false;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return true;
    }
}
