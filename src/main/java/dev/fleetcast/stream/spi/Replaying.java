package dev.fleetcast.stream.spi;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.stream.event.StreamId;
import dev.fleetcast.threading.ThreadSafe;

/** Replays the past on streams that are open on this replica. */
@ThreadSafe
public interface Replaying {

    /**
     * Starts, changes or ends a replay. Blocks.
     *
     * @param request what to do, as JSON, see {@link StreamRequest#replay}
     * @return an HTTP status: 200, 404 without such a replay, 429 beyond a limit
     */
    int answer(StreamId stream, ReplayTarget target, Viewer viewer, String request);
}
