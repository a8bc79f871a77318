package dev.fleetcast.access.token;

import dev.fleetcast.access.AccessConfig;
import dev.fleetcast.access.DeviceOwners;
import dev.fleetcast.registry.RegistryWatch;
import dev.fleetcast.threading.ThreadSafe;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;

/**
 * Issues and verifies device tokens. A device token allows one device to follow channels and to confirm what it
 * received; it is not a login. It ends when the device is sold: the former owner may have a copy.
 */
@ThreadSafe
@ApplicationScoped
public class DeviceTokens {

    public static final String AUDIENCE = "fleetcast:device";
    public static final String TYPE = "device+jwt";

    static final String OWNER_CLAIM = "owner";
    /** The time of issue has no fractions of a second. */
    private static final Duration PRECISION = Duration.ofSeconds(1);

    private final TokenSigner signer;
    private final TokenVerifier verifier;
    private final Duration lifetime;
    private final Duration clockSkew;
    private final DeviceOwners owners;
    private final Runnable refresh;
    private final Clock clock;

    @Inject
    DeviceTokens(SigningKeys keys, AccessConfig config, DeviceOwners owners, RegistryWatch registry) {
        this(keys, config, owners, registry::refresh, Clock.systemUTC());
    }

    /** @param refresh brings the owners up to date */
    DeviceTokens(SigningKeys keys, AccessConfig config, DeviceOwners owners, Runnable refresh, Clock clock) {
        this.signer = new TokenSigner(keys, config.issuer(), AUDIENCE, TYPE);
        this.verifier = new TokenVerifier(keys, config.issuer(), AUDIENCE, TYPE);
        this.lifetime = config.deviceTokenLifetime();
        this.clockSkew = config.clockSkew();
        this.owners = owners;
        this.refresh = refresh;
        this.clock = clock;
    }

    /** Issues a token for the device with that label. Blocks: the device may have been sold at another replica just now. */
    public IssuedToken issue(String device) {
        refresh.run();
        JwtClaimsBuilder claims = Jwt.subject(device);
        owners.ownerOf(device).ifPresent(owner -> claims.claim(OWNER_CLAIM, owner));
        return signer.sign(claims, clock.instant(), lifetime);
    }

    /** Whether the token claims to be a device token; does not verify it. */
    public static boolean isMeant(String token) {
        return TokenVerifier.claimsToBe(TYPE, token);
    }

    /**
     * Verifies a token and returns its content. Never blocks: the caller waits until the registry is known.
     *
     * @throws InvalidTokenException if it is not a device token of this deployment, or not valid now
     */
    public DeviceLogin verify(String token) {
        JwtClaims claims = verifier.verify(token);
        try {
            Long owner = claims.getClaimValue(OWNER_CLAIM, Long.class);
            DeviceLogin login = new DeviceLogin(
                    claims.getSubject(),
                    owner == null ? OptionalLong.empty() : OptionalLong.of(owner),
                    Instant.ofEpochSecond(claims.getIssuedAt().getValue()),
                    Instant.ofEpochSecond(claims.getExpirationTime().getValue()));
            if (!isLive(login) || login.issuedAt().isAfter(clock.instant().plus(clockSkew))) {
                throw new InvalidTokenException("not valid now");
            }
            return login;
        } catch (MalformedClaimException malformed) {
            throw new InvalidTokenException("claims are malformed", malformed);
        }
    }

    /** Whether a verified token is still valid: it has not expired, and its device was not sold since. Never blocks. */
    public boolean isLive(DeviceLogin login) {
        return clock.instant().isBefore(login.expiresAt()) && !wasSold(login);
    }

    /** A label that no unit has belongs to no client. */
    private boolean wasSold(DeviceLogin login) {
        OptionalLong today = owners.ownerOf(login.device());
        if (today.isEmpty()) {
            return false;
        }
        // The owner decides; times, by several clocks, only whether it had sold the device and bought it back.
        Instant since =
                login.owner().isPresent() ? login.issuedAt().plus(PRECISION).plus(clockSkew) : login.issuedAt();
        return login.owner().isPresent() && !login.owner().equals(today)
                || owners.hadOther(login.device(), today.getAsLong(), since);
    }
}
