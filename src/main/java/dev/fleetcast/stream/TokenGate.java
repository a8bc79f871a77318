package dev.fleetcast.stream;

import dev.fleetcast.access.InvalidTokenException;
import dev.fleetcast.access.SubscriptionToken;
import dev.fleetcast.access.SubscriptionTokens;
import dev.fleetcast.access.Viewer;
import dev.fleetcast.access.Visibility;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;

/** Checks subscription tokens for a viewer. Verifies signatures, so not for event loops. */
@ApplicationScoped
class TokenGate {

    private final SubscriptionTokens tokens;
    private final Visibility visibility;

    TokenGate(SubscriptionTokens tokens, Visibility visibility) {
        this.tokens = tokens;
        this.visibility = visibility;
    }

    /**
     * Checks a token for subscribing: authentic, not expired, the viewer's own, and for a unit the viewer may still
     * see.
     */
    Grant toSubscribe(Viewer viewer, String text) {
        return check(viewer, text, true);
    }

    /** Checks a token for unsubscribing; it may be expired, and the viewer may have lost the right to see the unit. */
    Grant toUnsubscribe(Viewer viewer, String text) {
        return check(viewer, text, false);
    }

    private Grant check(Viewer viewer, String text, boolean subscribing) {
        SubscriptionToken token;
        try {
            token = tokens.parse(text);
        } catch (InvalidTokenException invalid) {
            return new Grant(null, Grant.UNAUTHORIZED);
        }
        if (subscribing && token.expired(Instant.now())) {
            return Grant.of(token.unit(), Grant.UNAUTHORIZED);
        }
        boolean own = token.userId() == viewer.userId();
        boolean permitted = own && (!subscribing || visibility.maySee(viewer, token.unit()));
        return Grant.of(token.unit(), permitted ? Grant.OK : Grant.FORBIDDEN);
    }
}
