package dev.fleetcast.stream.api;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.access.request.Visibility;
import dev.fleetcast.access.token.InvalidTokenException;
import dev.fleetcast.access.token.SubscriptionTokens;
import dev.fleetcast.access.token.SubscriptionTokens.SubscriptionToken;
import dev.fleetcast.stream.event.DeliveryMode;
import dev.fleetcast.stream.event.StreamId;
import dev.fleetcast.stream.spi.StreamRequest;
import dev.fleetcast.stream.spi.StreamRequest.Kind;
import dev.fleetcast.stream.spi.StreamRequest.TokenResult;
import dev.fleetcast.threading.ThreadSafe;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/**
 * Changes the subscriptions of a stream for a caller with subscription tokens, whether the request arrived over HTTP or
 * on a WebSocket. Verifies signatures, so not for event loops.
 */
@ThreadSafe
@ApplicationScoped
class SubscriptionCalls {

    private final SubscriptionTokens tokens;
    private final Visibility visibility;
    private final StreamRequests calls;

    SubscriptionCalls(SubscriptionTokens tokens, Visibility visibility, StreamRequests calls) {
        this.tokens = tokens;
        this.visibility = visibility;
        this.calls = calls;
    }

    /**
     * Follows the units of the tokens. A token must be authentic, not expired, the viewer's own, and for a unit the
     * viewer may still see.
     *
     * @return the outcome per token, in the order of the tokens; fails like {@link StreamRequests#put}
     */
    Uni<List<TokenResult>> subscribe(StreamId id, Viewer viewer, List<String> texts, DeliveryMode mode) {
        return put(StreamRequest.subscribe(id, viewer, check(viewer, texts, true), mode));
    }

    /**
     * Stops following the units of the tokens; otherwise like {@link #subscribe}. A token may have expired, and the viewer
     * may have lost the right to see its unit.
     */
    Uni<List<TokenResult>> unsubscribe(StreamId id, Viewer viewer, List<String> texts) {
        return put(new StreamRequest(Kind.UNSUBSCRIBE, id, viewer, check(viewer, texts, false)));
    }

    private Uni<List<TokenResult>> put(StreamRequest request) {
        return calls.put(request).map(StreamRequest.Reply::grants);
    }

    private List<TokenResult> check(Viewer viewer, List<String> texts, boolean subscribing) {
        return texts.stream().map(text -> check(viewer, text, subscribing)).toList();
    }

    private TokenResult check(Viewer viewer, String text, boolean subscribing) {
        SubscriptionToken token;
        try {
            token = tokens.parse(text);
        } catch (InvalidTokenException invalid) {
            return new TokenResult(null, TokenResult.UNAUTHORIZED);
        }
        if (subscribing && token.expired(Instant.now())) {
            return TokenResult.of(token.unit(), TokenResult.UNAUTHORIZED);
        }
        boolean own = token.userId() == viewer.userId();
        boolean permitted = own && (!subscribing || visibility.maySee(viewer, token.unit()));
        return TokenResult.of(token.unit(), permitted ? TokenResult.OK : TokenResult.FORBIDDEN);
    }
}
