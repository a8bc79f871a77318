package dev.fleetcast.access.token;

import dev.fleetcast.access.AccessConfig;
import dev.fleetcast.access.Viewer;
import dev.fleetcast.telemetry.UnitId;
import dev.fleetcast.threading.ThreadSafe;
import io.smallrye.jwt.build.Jwt;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;

/** Issues and verifies subscription tokens. Never blocks. */
@ThreadSafe
@ApplicationScoped
public class SubscriptionTokens {

    public static final String AUDIENCE = "fleetcast:subscribe";
    public static final String TYPE = "subscription+jwt";
    static final String UNIT_CLAIM = "unit";

    private final TokenSigner signer;
    private final TokenVerifier verifier;
    private final Duration lifetime;
    private final Clock clock;

    public @Inject SubscriptionTokens(SigningKeys keys, AccessConfig config) {
        this(keys, config, Clock.systemUTC());
    }

    public SubscriptionTokens(SigningKeys keys, AccessConfig config, Clock clock) {
        this.signer = new TokenSigner(keys, config.issuer(), AUDIENCE, TYPE);
        this.verifier = new TokenVerifier(keys, config.issuer(), AUDIENCE, TYPE);
        this.lifetime = config.subscriptionTokenLifetime();
        this.clock = clock;
    }

    /** Issues a token for the viewer to follow the unit; the caller has checked that the viewer may see it. */
    public IssuedToken issue(Viewer viewer, UnitId unit) {
        return signer.sign(
                Jwt.subject(Long.toString(viewer.userId())).claim(UNIT_CLAIM, unit.value()), clock.instant(), lifetime);
    }

    /**
     * Verifies a token, even an expired one: see {@link SubscriptionToken#expired}.
     *
     * @throws InvalidTokenException if it is not a subscription token signed with one of this deployment's keys
     */
    public SubscriptionToken parse(String token) {
        JwtClaims claims = verifier.verify(token);
        try {
            return new SubscriptionToken(
                    new UnitId(claims.getClaimValue(UNIT_CLAIM, Long.class)),
                    Long.parseLong(claims.getSubject()),
                    Instant.ofEpochSecond(claims.getExpirationTime().getValue()));
        } catch (MalformedClaimException | RuntimeException malformed) {
            throw new InvalidTokenException("claims are malformed", malformed);
        }
    }

    /**
     * A verified subscription token: it allows one user to follow one unit.
     *
     * @param unit the unit it was issued for
     * @param userId the user it was issued to
     * @param expiresAt when it can no longer be used to subscribe; unsubscribing still accepts it
     */
    public record SubscriptionToken(UnitId unit, long userId, Instant expiresAt) {

        /** Whether it can no longer be used to subscribe at {@code now}. */
        public boolean expired(Instant now) {
            return !now.isBefore(expiresAt);
        }
    }
}
