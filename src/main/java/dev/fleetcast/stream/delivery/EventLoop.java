package dev.fleetcast.stream.delivery;

import dev.fleetcast.stream.event.StreamMetrics;
import dev.fleetcast.stream.event.StreamMetrics.WriteReport;
import dev.fleetcast.telemetry.DeliveryObserver;
import dev.fleetcast.threading.EventLoopConfined;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * An event loop as its streams use it: runs tasks, tells the time, and decides when queued events are written. Events
 * wait for the end of the turn, or of the flush interval, to be written together with later ones.
 */
@EventLoopConfined
public final class EventLoop {

    private final ScheduledExecutorService executor;
    private final long flushNanos;
    private final StreamMetrics metrics;
    private final WriteReport report;
    private List<Sender> toFlush = new ArrayList<>();
    private List<Sender> spare = new ArrayList<>();
    private boolean flushScheduled;
    private boolean oneByOne;
    private Sender toFlushNow;
    private long lastTick = now();

    /**
     * @param executor the event loop
     * @param flushInterval how long events wait to be written with others; zero for the end of the turn
     */
    public EventLoop(ScheduledExecutorService executor, Duration flushInterval, StreamMetrics metrics) {
        this.executor = executor;
        this.flushNanos = flushInterval.toNanos();
        this.metrics = metrics;
        this.report = metrics.report();
    }

    /** Milliseconds of a monotonic clock. Safe for use by any thread. */
    public long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    /** {@link #now} as of the last tick: free, and accurate enough for minutes. */
    long lastTick() {
        return lastTick;
    }

    /** Runs {@code tick} at intervals, with the time. */
    public void every(Duration interval, LongConsumer tick) {
        executor.scheduleAtFixedRate(
                () -> {
                    lastTick = now();
                    report.publish();
                    tick.accept(lastTick);
                },
                interval.toMillis(),
                interval.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** Runs {@code task} on the loop. Safe for use by any thread. */
    public void execute(Runnable task) {
        executor.execute(task);
    }

    /** Runs {@code task} on the loop after {@code delay}. */
    public void executeAfter(Duration delay, Runnable task) {
        executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    StreamMetrics metrics() {
        return metrics;
    }

    /** Reports written messages and Kafka's time of the oldest. */
    void written(int messages, Instant oldest) {
        report.written(messages, oldest);
    }

    /**
     * Runs {@code offers}, which offers updates to streams.
     *
     * @param alone whether there is a single update, and none behind it to batch it with. It is written stream by stream:
     *     returning to thousands of streams later would find their data gone from the processor's cache
     * @param readAt when the updates were read, by {@link System#nanoTime}
     */
    public void offer(boolean alone, long readAt, Runnable offers) {
        report.offered(readAt);
        oneByOne = alone && flushNanos == 0;
        try {
            offers.run();
        } finally {
            oneByOne = false;
        }
        if (!flushScheduled) {
            report.flushed();
        }
        report.publish();
    }

    /** Writes the event of the stream that has just been offered an update, if that update is alone. */
    public void flushIfAlone() {
        if (toFlushNow != null) {
            Sender sender = toFlushNow;
            toFlushNow = null;
            sender.flushIsolated();
        }
    }

    /** Reports that an update was offered to {@code streams} streams. */
    public void offered(DeliveryObserver observer, int streams) {
        report.offered(observer, streams);
    }

    /** Whether the current update is alone, so that there is nothing to write it with. */
    boolean writesAtOnce() {
        return oneByOne;
    }

    /** Schedules a flush for the end of this turn of the loop, or of the flush interval. */
    void flushLater(Sender sender) {
        if (oneByOne) {
            toFlushNow = sender;
            return;
        }
        toFlush.add(sender);
        if (flushScheduled) {
            return;
        }
        flushScheduled = true;
        if (flushNanos > 0) {
            executor.schedule(this::flushAll, flushNanos, TimeUnit.NANOSECONDS);
        } else {
            executor.execute(this::flushAll);
        }
    }

    private void flushAll() {
        flushScheduled = false;
        List<Sender> due = toFlush;
        toFlush = spare;
        due.forEach(Sender::flushIsolated);
        due.clear();
        spare = due;
        report.flushed();
        report.publish();
    }
}
