package dev.fleetcast.stream;

import dev.fleetcast.telemetry.FeedPosition;
import java.time.Instant;
import java.util.List;

/**
 * What a stream has not been given yet, and how it comes to that: a stream that has no room for what comes, or whose client
 * has come back, gets it when its client takes more, from what its loop remembers or from Kafka. Only for a client that
 * takes less than what comes superseded positions are given up. Confined to the stream's event loop.
 */
final class Backlog {

    private final Stream stream;
    private final StreamLoop loop;
    private final RecoverySource source;
    private final Pursuit pursuit;
    private Recovery recovery;
    private CatchUp catchUp;

    Backlog(Stream stream, StreamLoop loop, StreamParts parts) {
        this.stream = stream;
        this.loop = loop;
        this.source = parts.source();
        this.pursuit = new Pursuit(Stream.LOOK, parts.conflateAfter());
    }

    /** Whether the client is still to be told of subscriptions that they are ready. */
    boolean isRecovering() {
        return recovery != null;
    }

    /** What the client has been given of the feed. */
    FeedPosition position() {
        return recovery == null ? catchUp.position() : recovery.position();
    }

    /** The client has come back, and those subscriptions are followed again. */
    void recover(Restoration restoration, List<Subscription> restored) {
        FeedPosition routed = loop.position();
        if (catchUp != null) {
            routed = catchUp.routed();
            catchUp.end();
            catchUp = null;
        }
        recovery = new Recovery(stream, restoration.cursor(), restored, fromNow(routed), source);
        restoration
                .lost()
                .forEach(unit -> stream.events()
                        .control(ControlEvents.unsubscribed(unit, Unsubscribed.REVOKED), unit, position()));
        pursuit.begin(distance());
        recovery.begin(Instant.now());
    }

    /** There was no room for that update, the loop's newest. */
    void begin(RoutedUpdate refused) {
        loop.metrics().fellBehind();
        catchUp = new CatchUp(this, stream, loop, loop.position(), loop.recent().joinAt(refused));
        pursuit.begin(distance());
        stream.sender().whenTaken(catchUp::go);
    }

    /** The loop has forgotten what the stream has not been given yet. */
    void readAgain() {
        CatchUp before = catchUp;
        before.end();
        catchUp = null;
        recovery = new Recovery(stream, before.position(), fromNow(before.routed()), source);
        pursuit.begin(distance());
        recovery.begin(Instant.now());
    }

    /** The client has been given everything up to there; the rest is left to {@code next}. */
    void recoveredTo(FeedPosition position, CatchUp next) {
        recovery = null;
        catchUp = next;
        next.given(position);
        next.go();
    }

    /** Looks whether the client takes less than what comes. */
    void look() {
        if (pursuit.isLosing(distance(), stream.sender().isFull())) {
            stream.sender().foundSlow();
        }
    }

    /** Nothing is left, or the stream is no more. */
    void end() {
        if (recovery != null) {
            recovery.cancel();
        }
        if (catchUp != null) {
            catchUp.end();
        }
    }

    private CatchUp fromNow(FeedPosition routed) {
        return new CatchUp(this, stream, loop, routed, loop.recent().join());
    }

    private long distance() {
        return position().distanceTo(loop.position());
    }
}
