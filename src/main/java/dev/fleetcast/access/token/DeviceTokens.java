package dev.fleetcast.access.token;

import dev.fleetcast.access.AccessConfig;
import dev.fleetcast.threading.ThreadSafe;
import io.smallrye.jwt.build.Jwt;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;

/**
 * Issues and verifies device tokens. A device token allows one device to follow channels and to confirm what it
 * received; it is not a login. Never blocks.
 */
@ThreadSafe
@ApplicationScoped
public class DeviceTokens {

    public static final String AUDIENCE = "fleetcast:device";
    public static final String TYPE = "device+jwt";

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

    /** Issues a token for the device with that label. */
    public IssuedToken issue(String device) {
        return signer.sign(Jwt.subject(device), clock.instant(), lifetime);
    }

    /** Whether the token claims to be a device token; does not verify it. */
    public static boolean isMeant(String token) {
        return TokenVerifier.claimsToBe(TYPE, token);
    }

    /**
     * Verifies a token and returns its content.
     *
     * @throws InvalidTokenException if it is not a device token of this deployment, or not valid now
     */
    public DeviceLogin verify(String token) {
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
