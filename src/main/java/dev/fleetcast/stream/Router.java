package dev.fleetcast.stream;

import dev.fleetcast.telemetry.FeedPosition;
import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.telemetry.Update;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings updates from the feed to the streams that follow their units. A batch costs one task per event loop, however
 * many streams there are.
 */
@ApplicationScoped
public class Router {

    private static final int PART = 128;

    private final StreamLoops loops;
    private volatile FeedPosition position = FeedPosition.START;
    private volatile FeedPosition begun;
    private long begunAt = System.nanoTime();

    Router(StreamLoops loops) {
        this.loops = loops;
    }

    /**
     * Whether anybody follows the unit; if not, its updates need not be routed. Ask only after the message is in the {@link
     * Snapshots}, so that whoever begins to follow just now finds it there.
     */
    public boolean isFollowed(UnitId unit) {
        return loops.followed().contains(unit);
    }

    /**
     * Delivers {@code batch}, whose sequence numbers rise; calls must not overlap. Waits while an event loop is far behind,
     * but for no client.
     *
     * @param after how far the feed has been taken in with it
     */
    public void route(List<Update> batch, FeedPosition after) {
        List<RoutedUpdate> routed = positioned(batch);
        // In parts, so that an event loop comes to see in between which connections can take more.
        for (int from = 0; from < routed.size(); from += PART) {
            List<RoutedUpdate> part = routed.subList(from, Math.min(from + PART, routed.size()));
            boolean last = from + PART >= routed.size();
            deliver(part, last ? after : part.get(part.size() - 1).position());
        }
        if (routed.isEmpty()) {
            deliver(routed, after);
        }
        position = after;
    }

    /** How far the feed has been routed; any thread may ask. */
    public FeedPosition position() {
        return position;
    }

    /**
     * The feed begins to interpret what leads to {@code after}. A unit that is followed from now on may have been taken for
     * unfollowed up to there, but not beyond. For the thread that {@link #route routes}.
     */
    public void beginning(FeedPosition after) {
        begunAt = System.nanoTime();
        begun = after;
    }

    /**
     * See {@link #beginning}; any thread may ask.
     *
     * @throws IllegalStateException before it is known where the feed begins: that is not its start
     */
    FeedPosition begun() {
        if (begun == null) {
            throw new IllegalStateException("the feed has not begun");
        }
        return begun;
    }

    /**
     * The feed goes on elsewhere, behind or before where it was: every stream gets a gap for each unit it follows, and
     * begins again with what {@code snapshots} show. For the thread that {@link #route routes}.
     */
    public void restart(FeedPosition after, GapReason reason, Snapshots snapshots) {
        beginning(after);
        position = after;
        loops.all().forEach(loop -> loop.restart(after, reason, snapshots));
    }

    private List<RoutedUpdate> positioned(List<Update> batch) {
        List<RoutedUpdate> routed = new ArrayList<>(batch.size());
        FeedPosition reached = position;
        for (Update update : batch) {
            reached = reached.after(update.position());
            routed.add(new RoutedUpdate(update, reached));
        }
        return routed;
    }

    private void deliver(List<RoutedUpdate> part, FeedPosition after) {
        loops.all().forEach(loop -> loop.deliver(part, after, begunAt));
    }
}
