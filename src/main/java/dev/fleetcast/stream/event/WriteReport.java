package dev.fleetcast.stream.event;

import dev.fleetcast.telemetry.Passage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Collects what an event loop has written since its last report to the metrics. Confined to the loop. */
public final class WriteReport {

    /** An update with a delivery observer, and the number of streams it was offered to. */
    private record Traced(Passage passage, int streams) {}

    private final StreamMetrics metrics;
    private final List<Traced> traced = new ArrayList<>();
    private int written;
    private Instant oldestWritten;
    /** Whether offered updates may still have to be written, and when the oldest of them was read. */
    private boolean unwritten;

    private long unwrittenSince;

    public WriteReport(StreamMetrics metrics) {
        this.metrics = metrics;
    }

    /** Records an offer of updates that were read at {@code readAt}, by {@link System#nanoTime}. */
    public void offered(long readAt) {
        if (!unwritten) {
            unwritten = true;
            unwrittenSince = readAt;
        }
    }

    /** Records that an update was offered to {@code streams} streams. */
    public void offered(Passage passage, int streams) {
        if (passage != null && streams > 0) {
            traced.add(new Traced(passage, streams));
        }
    }

    /** Reports written messages and Kafka's time of the oldest. */
    public void written(int messages, Instant oldest) {
        written += messages;
        oldestWritten = oldestWritten == null || oldest.isBefore(oldestWritten) ? oldest : oldestWritten;
    }

    /** Records that offered updates have been written, as far as clients have room. */
    public void flushed() {
        if (unwritten && written > 0) {
            metrics.passed(System.nanoTime() - unwrittenSince);
        }
        unwritten = false;
        if (!traced.isEmpty()) {
            List<Traced> over = List.copyOf(traced);
            traced.clear();
            over.forEach(each -> each.passage().delivered(each.streams()));
        }
    }

    /** Reports the written messages to the metrics. */
    public void tell() {
        if (written > 0) {
            metrics.delivered(written, oldestWritten);
            written = 0;
            oldestWritten = null;
        }
    }
}
