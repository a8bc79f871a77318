package dev.fleetcast.stream.api;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.problem.Problems;
import dev.fleetcast.stream.area.AreaRequest;
import dev.fleetcast.stream.area.Areas;
import dev.fleetcast.stream.area.FollowedArea;
import dev.fleetcast.stream.event.StreamId;
import dev.fleetcast.stream.spi.StreamRequest;
import dev.fleetcast.threading.ThreadSafe;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Changes the area of a stream on behalf of a caller, who may have sent the request in any way. */
@ThreadSafe
@ApplicationScoped
class AreaCalls {

    private static final Duration RETRY_AFTER = Duration.ofMinutes(1);

    private final Areas areas;
    private final StreamRequests calls;

    AreaCalls(Areas areas, StreamRequests calls) {
        this.areas = areas;
        this.calls = calls;
    }

    /**
     * Follows the area; the number of its units. Fails like {@link StreamRequests#put}.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 422 for an invalid area
     */
    Uni<Integer> follow(StreamId id, Viewer viewer, AreaRequest request) {
        FollowedArea area = request.area();
        areas.check(viewer, area.area());
        return put(id, viewer, area.request());
    }

    /** Ends the area. Fails like {@link StreamRequests#put}. */
    Uni<Void> end(StreamId id, Viewer viewer) {
        return put(id, viewer, null).replaceWithVoid();
    }

    private Uni<Integer> put(StreamId id, Viewer viewer, String area) {
        return calls.put(StreamRequest.area(id, viewer, area)).map(reply -> {
            if (reply.units() == null) {
                throw Problems.tooMany(
                        "Too many streams or areas, or the filter is too long. Close some, or shorten it.",
                        RETRY_AFTER);
            }
            return reply.units();
        });
    }
}
