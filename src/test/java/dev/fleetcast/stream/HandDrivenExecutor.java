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

/** An event loop driven by the test, on the test's thread. */
final class HandDrivenExecutor extends AbstractExecutorService implements ScheduledExecutorService {

    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final List<Runnable> periodic = new ArrayList<>();
    private final List<Runnable> delayed = new ArrayList<>();

    @Override
    public void execute(Runnable task) {
        waiting.add(task);
    }

    /** Runs all waiting tasks, including those added meanwhile. */
    void turn() {
        for (Runnable task = waiting.poll(); task != null; task = waiting.poll()) {
            task.run();
        }
    }

    /** Whether no task waits for its turn. */
    boolean isIdle() {
        return waiting.isEmpty();
    }

    /** Runs the first waiting task. */
    void next() {
        waiting.remove().run();
    }

    /** Runs each periodic task once; like a real executor, drops those that fail. */
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

    /** Ends every delay. */
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

    /** Delays end when the test calls {@link #elapse}. */
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
