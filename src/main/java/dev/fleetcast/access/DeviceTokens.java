package dev.fleetcast.access;

import io.smallrye.jwt.build.Jwt;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;

/**
 * Issues and reads device tokens: the right of one device to follow channels and to confirm what it has received, and no
 * login. Safe for use by any thread, never blocks.
 */
@ApplicationScoped
public class DeviceTokens {

    static final String AUDIENCE = "fleetcast:device";
    static final String TYPE = "device+jwt";

    private final TokenSigner signer;
    private final TokenVerifier verifier;
    private final Duration lifetime;
    private final Duration clockSkew;
    private final Clock clock;

    @Inject
    DeviceTokens(SigningKeys keys, AccessConfig config) {
        this(keys, config, Clock.systemUTC());
    }

    DeviceTokens(SigningKeys keys, AccessConfig config, Clock clock) {
        this.signer = new TokenSigner(keys, config.issuer(), AUDIENCE, TYPE);
        this.verifier = new TokenVerifier(keys, config.issuer(), AUDIENCE, TYPE);
        this.lifetime = config.deviceTokenLifetime();
        this.clockSkew = config.clockSkew();
        this.clock = clock;
    }

    /** A token for the device of that label. */
    public IssuedToken issue(String device) {
        return signer.sign(Jwt.subject(device), clock.instant(), lifetime);
    }

    /** Whether that is meant to be one; says nothing about its authenticity. */
    static boolean isMeant(String token) {
        return TokenVerifier.claimsToBe(TYPE, token);
    }

    /**
     * What it says.
     *
     * @throws InvalidTokenException if it is not a device token of ours, or not valid now
     */
    DeviceLogin verify(String token) {
        JwtClaims claims = verifier.verify(token);
        try {
            Instant now = clock.instant();
            Instant issuedAt = Instant.ofEpochSecond(claims.getIssuedAt().getValue());
            Instant expiresAt = Instant.ofEpochSecond(claims.getExpirationTime().getValue());
            if (!now.isBefore(expiresAt) || issuedAt.isAfter(now.plus(clockSkew))) {
                throw new InvalidTokenException("not valid now");
            }
            return new DeviceLogin(claims.getSubject(), expiresAt);
        } catch (MalformedClaimException malformed) {
            throw new InvalidTokenException("claims are malformed", malformed);
        }
    }
}
