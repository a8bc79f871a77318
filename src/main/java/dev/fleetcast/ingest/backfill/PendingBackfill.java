package dev.fleetcast.ingest.backfill;

import dev.fleetcast.stream.event.GapReason;
import dev.fleetcast.stream.event.Update;
import dev.fleetcast.stream.spi.Backfills.Backfill;
import dev.fleetcast.stream.spi.Backfills.Request;
import dev.fleetcast.telemetry.FeedPosition;
import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.threading.ThreadSafe;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** A backfill request until it is answered or cancelled. */
@ThreadSafe
public final class PendingBackfill {

    private static final Logger LOG = Logger.getLogger(PendingBackfill.class);

    private final Request request;
    private final Runnable onClosed;
    private final AtomicBoolean open = new AtomicBoolean(true);

    /** @param onClosed runs once, when the request is answered or cancelled */
    public PendingBackfill(Request request, Runnable onClosed) {
        this.request = request;
        this.onClosed = onClosed;
    }

    Request request() {
        return request;
    }

    /** True while the requester waits for the answer. */
    public boolean isOpen() {
        return open.get();
    }

    /** Cancels the request. */
    void cancel() {
        if (open.compareAndSet(true, false)) {
            onClosed.run();
        }
    }

    /** Signals that a partition without a leader delays the answer. */
    void delayed() {
        if (open.get()) {
            request.delayed().run();
        }
    }

    /** Answers with the missed updates up to {@code reached}. */
    void complete(List<Update> updates, FeedPosition reached) {
        answer(new Backfill(updates, reached, null, Map.of()));
    }

    /** Answers without updates, with the reason. */
    void refuse(GapReason reason, Map<UnitId, Integer> missed) {
        answer(new Backfill(List.of(), FeedPosition.START, reason, missed));
    }

    /** A stream that fails to take its answer must not affect the other streams. */
    private void pass(Backfill backfill) {
        try {
            request.answer().accept(backfill);
        } catch (RuntimeException failed) {
            LOG.debug("A stream failed to take its replay", failed);
        }
    }

    private void answer(Backfill backfill) {
        if (open.compareAndSet(true, false)) {
            onClosed.run();
            pass(backfill);
        }
    }
}
