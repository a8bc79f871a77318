package dev.fleetcast.stream;

import dev.fleetcast.stream.StreamContext.ResumeSources;
import dev.fleetcast.stream.delivery.Pursuit;
import dev.fleetcast.stream.event.ControlEvents;
import dev.fleetcast.stream.event.UnsubscribeReason;
import dev.fleetcast.stream.event.Update;
import dev.fleetcast.telemetry.FeedPosition;
import dev.fleetcast.threading.EventLoopConfined;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The undelivered part of the feed of one stream; empty while the stream is live. A stream whose queue is full, or
 * whose client has reconnected, gets the missing updates at its client's pace, from the loop's memory or from Kafka.
 * Superseded positions are discarded only for a client slower than the feed.
 */
@EventLoopConfined
final class Backlog {

    private final Stream stream;
    private final StreamLoop loop;
    private final ResumeSources source;
    private final Duration conflateAfter;
    /** Null while empty. */
    private Pursuit pursuit;

    private Resumption recovery;
    private CatchUp catchUp;

    Backlog(Stream stream, StreamLoop loop, StreamContext parts) {
        this.stream = stream;
        this.loop = loop;
        this.source = parts.source();
        this.conflateAfter = parts.conflateAfter();
    }

    /** The stream that this is the backlog of. */
    Stream stream() {
        return stream;
    }

    FilterCheck filters() {
        return loop.filters();
    }

    /** Whether the stream is live: updates are delivered at once. */
    boolean isEmpty() {
        return pursuit == null;
    }

    /** Whether the client still waits for subscriptions to become ready. */
    boolean isRecovering() {
        return recovery != null;
    }

    /** The part of the feed that the client has been given. */
    FeedPosition position() {
        if (isEmpty()) {
            return loop.position();
        }
        return recovery == null ? catchUp.position() : recovery.position();
    }

    /** Starts the recovery of a client that has reconnected; {@code restored} are followed again. */
    void recover(ResumePlan restoration, List<Subscription> restored) {
        FeedPosition routed = loop.position();
        if (catchUp != null) {
            routed = catchUp.routed();
            catchUp.end();
            catchUp = null;
        }
        recovery = new Resumption(stream, restoration.cursor(), restored, fromNow(routed), source);
        pursue();
        restoration
                .lost()
                .forEach(unit ->
                        stream.events().control(ControlEvents.unsubscribed(unit, UnsubscribeReason.REVOKED), unit));
        recovery.begin(Instant.now());
    }

    /** Starts a backlog: the queue has no room for {@code refused}, the loop's newest update. */
    void begin(Update refused) {
        loop.metrics().fellBehind();
        catchUp = new CatchUp(this, stream, loop, loop.position(), loop.recent().joinAt(refused));
        pursue();
        stream.sender().whenTaken(catchUp::go);
    }

    /** Reads from Kafka again: the loop has discarded updates that the client has not been given. */
    void readAgain() {
        CatchUp before = catchUp;
        before.end();
        catchUp = null;
        recovery = new Resumption(stream, null, before.position(), fromNow(before.routed()), source);
        pursue();
        recovery.begin(Instant.now());
    }

    /** Completes the recovery: the client has everything up to {@code position}; {@code next} continues from there. */
    void recoveredTo(FeedPosition position, CatchUp next) {
        stream.sender().advance(position);
        stream.events().reported(stream.subscriptions().changes());
        recovery = null;
        catchUp = next;
        next.given(position);
        next.go();
    }

    /** Checks whether the client is slower than the feed. */
    void look() {
        if (!isEmpty() && pursuit.isLosing(distance(), stream.sender().isFull())) {
            stream.sender().foundSlow();
        }
    }

    /** Empties the backlog: the client has been given everything, or the stream restarts or has ended. */
    void end() {
        if (recovery != null) {
            recovery.cancel();
            recovery = null;
        }
        if (catchUp != null) {
            catchUp.end();
            catchUp = null;
        }
        pursuit = null;
    }

    private void pursue() {
        pursuit = new Pursuit(Liveness.LOOK, conflateAfter);
        pursuit.begin(distance());
    }

    private CatchUp fromNow(FeedPosition routed) {
        return new CatchUp(this, stream, loop, routed, loop.recent().join());
    }

    private long distance() {
        return (recovery == null ? catchUp.position() : recovery.position()).distanceTo(loop.position());
    }
}
