package dev.fleetcast.ingest;

import dev.fleetcast.stream.FramedUpdate;
import dev.fleetcast.stream.GapReason;
import dev.fleetcast.stream.Replays.Replay;
import dev.fleetcast.stream.Replays.Request;
import dev.fleetcast.telemetry.FeedPosition;
import dev.fleetcast.telemetry.UnitId;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** A request for a replay until it is answered or given up; safe for use by any thread. */
final class ReplayTicket {

    private static final Logger LOG = Logger.getLogger(ReplayTicket.class);

    private final Request request;
    private final Runnable onClosed;
    private final AtomicBoolean open = new AtomicBoolean(true);

    /** @param onClosed run once, when the request is answered or given up */
    ReplayTicket(Request request, Runnable onClosed) {
        this.request = request;
        this.onClosed = onClosed;
    }

    Request request() {
        return request;
    }

    /** Whether somebody still waits for the answer. */
    boolean isOpen() {
        return open.get();
    }

    /** Nobody wants the answer any more. */
    void cancel() {
        if (open.compareAndSet(true, false)) {
            onClosed.run();
        }
    }

    /** A partition without a leader holds the answer up. */
    void heldUp() {
        if (open.get()) {
            request.heldUp().run();
        }
    }

    /** What was missed, up to {@code reached}. */
    void complete(List<FramedUpdate> updates, FeedPosition reached) {
        answer(new Replay(updates, reached, null, Map.of()));
    }

    /** None of it, and why. */
    void refuse(GapReason reason, Map<UnitId, Integer> missed) {
        answer(new Replay(List.of(), FeedPosition.START, reason, missed));
    }

    /** One stream that cannot take its answer must not cost the others theirs. */
    private void tell(Replay replay) {
        try {
            request.answer().accept(replay);
        } catch (RuntimeException failed) {
            LOG.debug("a replay is not taken", failed);
        }
    }

    private void answer(Replay replay) {
        if (open.compareAndSet(true, false)) {
            onClosed.run();
            tell(replay);
        }
    }
}
