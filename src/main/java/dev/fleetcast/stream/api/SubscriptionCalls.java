package dev.fleetcast.stream.api;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.stream.event.DeliveryMode;
import dev.fleetcast.stream.event.StreamId;
import dev.fleetcast.stream.spi.StreamRequest;
import dev.fleetcast.stream.spi.StreamRequest.Kind;
import dev.fleetcast.stream.spi.StreamRequest.TokenResult;
import dev.fleetcast.threading.ThreadSafe;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/**
 * Changes the subscriptions of a stream on behalf of a caller, who may have sent the request in any way. Verifies
 * signatures, so not for event loops.
 */
@ThreadSafe
@ApplicationScoped
class SubscriptionCalls {

    private final SubscriptionTokenCheck gate;
    private final StreamRequests calls;

    SubscriptionCalls(SubscriptionTokenCheck gate, StreamRequests calls) {
        this.gate = gate;
        this.calls = calls;
    }

    /** Follows the units of the tokens; the outcome per token, in the order of the tokens. Fails like {@link StreamRequests#put}. */
    Uni<List<TokenResult>> subscribe(StreamId id, Viewer viewer, List<String> tokens, DeliveryMode mode) {
        List<TokenResult> grants =
                tokens.stream().map(token -> gate.toSubscribe(viewer, token)).toList();
        Long interval = mode.isLatest() ? mode.interval().toMillis() : null;
        return calls.put(new StreamRequest(Kind.SUBSCRIBE, id, viewer, grants, interval))
                .map(StreamRequest.Reply::grants);
    }

    /** Stops following the units of the tokens, which may have expired; otherwise like {@link #subscribe}. */
    Uni<List<TokenResult>> unsubscribe(StreamId id, Viewer viewer, List<String> tokens) {
        List<TokenResult> grants =
                tokens.stream().map(token -> gate.toUnsubscribe(viewer, token)).toList();
        return calls.put(new StreamRequest(Kind.UNSUBSCRIBE, id, viewer, grants, null))
                .map(StreamRequest.Reply::grants);
    }
}
