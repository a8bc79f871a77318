package dev.fleetcast.stream.api;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.access.request.Visibility;
import dev.fleetcast.access.token.InvalidTokenException;
import dev.fleetcast.access.token.SubscriptionTokens;
import dev.fleetcast.access.token.SubscriptionTokens.SubscriptionToken;
import dev.fleetcast.stream.spi.StreamRequest.TokenResult;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Checks subscription tokens for a viewer. Verifies signatures, so not for event loops. */
@ApplicationScoped
class SubscriptionTokenCheck {

    private final SubscriptionTokens tokens;
    private final Visibility visibility;

    SubscriptionTokenCheck(SubscriptionTokens tokens, Visibility visibility) {
        this.tokens = tokens;
        this.visibility = visibility;
    }

    /**
     * Checks a token for subscribing: authentic, not expired, the viewer's own, and for a unit the viewer may still
     * see.
     */
    TokenResult toSubscribe(Viewer viewer, String text) {
        return check(viewer, text, true);
    }

    /** Checks a token for unsubscribing; it may be expired, and the viewer may have lost the right to see the unit. */
    TokenResult toUnsubscribe(Viewer viewer, String text) {
        return check(viewer, text, false);
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
