package dev.fleetcast.benchmark;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;

/** Answers the pings of all streams: one pong of each per ping interval, evenly over time, on a few connections. */
final class Pongs implements AutoCloseable {

    private static final long INTERVAL_MILLIS = 15_000;
    private static final int MOST_UNDER_WAY = 100;

    private final FleetcastApi api;
    private final Queue<String> streamIds = new ConcurrentLinkedQueue<>();
    private final Thread thread = new Thread(this::run, "pongs");
    private final Semaphore underWay = new Semaphore(MOST_UNDER_WAY);
    private volatile boolean closed;

    Pongs(FleetcastApi api) {
        this.api = api;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    void add(String streamId) {
        streamIds.add(streamId);
    }

    @Override
    public void close() {
        closed = true;
    }

    private void run() {
        while (!closed) {
            long begin = System.nanoTime();
            List<String> round = List.copyOf(streamIds);
            for (int i = 0; i < round.size() && !closed; i++) {
                long due = begin + i * INTERVAL_MILLIS * 1_000_000 / round.size();
                long early = (due - System.nanoTime()) / 1_000_000;
                if (early > 0) {
                    Pause.millis(early);
                }
                answer(round.get(i));
            }
            // Without it, one stream would get pongs without a pause.
            Pause.millis(
                    round.isEmpty() ? 100 : Math.max(0, (begin - System.nanoTime()) / 1_000_000 + INTERVAL_MILLIS));
        }
    }

    /** Does not wait: real browsers do not wait for each other's pongs. */
    private void answer(String streamId) {
        underWay.acquireUninterruptibly();
        api.pong(streamId).whenComplete((answer, lost) -> {
            underWay.release();
            if (lost != null && !closed) {
                System.err.println("a pong was lost: " + lost.getMessage());
            }
        });
    }
}
