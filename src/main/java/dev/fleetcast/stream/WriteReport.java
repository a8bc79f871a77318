package dev.fleetcast.stream;

import dev.fleetcast.telemetry.Passage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What an event loop has written since it last told the metrics. Confined to the loop. */
final class WriteReport {

    /** An update whose way is to be told, and how many streams it went to. */
    private record Traced(Passage passage, int streams) {}

    private final StreamMetrics metrics;
    private final List<Traced> traced = new ArrayList<>();
    private int written;
    private Instant oldestWritten;
    /** Whether something has been offered that may have to be written yet, and since when the oldest of it is here. */
    private boolean unwritten;

    private long unwrittenSince;

    WriteReport(StreamMetrics metrics) {
        this.metrics = metrics;
    }

    /** Something is offered to streams that was read then, by {@link System#nanoTime}. */
    void offered(long readAt) {
        if (!unwritten) {
            unwritten = true;
            unwrittenSince = readAt;
        }
    }

    /** An update was offered to so many streams. */
    void offered(Passage passage, int streams) {
        if (passage != null && streams > 0) {
            traced.add(new Traced(passage, streams));
        }
    }

    /** So many messages have been written, of which the oldest has that Kafka time. */
    void written(int messages, Instant oldest) {
        written += messages;
        oldestWritten = oldestWritten == null || oldest.isBefore(oldestWritten) ? oldest : oldestWritten;
    }

    /** What was offered has been written, as far as clients take it. */
    void flushed() {
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

    /** Tells the metrics what was written. */
    void tell() {
        if (written > 0) {
            metrics.delivered(written, oldestWritten);
            written = 0;
            oldestWritten = null;
        }
    }
}
