package dev.fleetcast.access.token;

import dev.fleetcast.access.AccessConfig;
import dev.fleetcast.access.SessionStart;
import dev.fleetcast.access.Viewer;
import dev.fleetcast.threading.ThreadSafe;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;

/** Issues and verifies login tokens (MicroProfile JWT). Never blocks. */
@ThreadSafe
@ApplicationScoped
public class LoginTokens {

    public static final String AUDIENCE = "fleetcast";
    public static final String TYPE = "JWT";
    static final String SESSION_CLAIM = "sid";
    static final String SESSION_START_CLAIM = "auth_time";

    /** See {@link SessionStart#generation}. */
    static final String GENERATION_CLAIM = "session_generation";

    static final String END_USER_CLAIM = "end_user";

    private final TokenSigner signer;
    private final TokenVerifier verifier;
    private final Duration lifetime;
    private final Duration maxLifetime;
    private final Duration clockSkew;
    private final Clock clock;

    public @Inject LoginTokens(SigningKeys keys, AccessConfig config) {
        this(keys, config, Clock.systemUTC());
    }

    public LoginTokens(SigningKeys keys, AccessConfig config, Clock clock) {
        this.signer = new TokenSigner(keys, config.issuer(), AUDIENCE, TYPE);
        this.verifier = new TokenVerifier(keys, config.issuer(), AUDIENCE, TYPE);
        this.lifetime = config.tokenLifetime().compareTo(config.sessionLifetime()) < 0
                ? config.tokenLifetime()
                : config.sessionLifetime();
        this.maxLifetime = config.sessionMaxLifetime();
        this.clockSkew = config.clockSkew();
        this.clock = clock;
    }

    /**
     * Issues a new token of the viewer's session, valid for the token lifetime but not beyond the session's maximum
     * lifetime.
     */
    public IssuedToken issue(Viewer viewer, SessionStart start) {
        Instant now = clock.instant();
        Duration left = Duration.between(now, start.at().plus(maxLifetime));
        JwtClaimsBuilder claims = Jwt.subject(Long.toString(viewer.userId()))
                .upn(viewer.username())
                .groups(viewer.roles())
                .claim(SESSION_CLAIM, viewer.sessionId())
                .claim(SESSION_START_CLAIM, start.at().getEpochSecond())
                .claim(GENERATION_CLAIM, start.generation());
        if (!viewer.calledByNumber()) {
            claims.claim(END_USER_CLAIM, viewer.endUserId());
        }
        return signer.sign(claims, now, lifetime.compareTo(left) < 0 ? lifetime : left);
    }

    /** @throws InvalidTokenException if it is not a login token of this deployment, or not valid now */
    public LoginToken verify(String token) {
        LoginToken login = verifyAllButExpiry(token);
        if (login.expired(clock.instant())) {
            throw new InvalidTokenException("not valid now");
        }
        return login;
    }

    /**
     * @throws InvalidTokenException if it is not a login token of this deployment, or not valid yet; expiry is not checked
     */
    public LoginToken verifyAllButExpiry(String token) {
        JwtClaims claims = verifier.verify(token);
        try {
            Instant now = clock.instant();
            LoginToken login = new LoginToken(
                    Long.parseLong(claims.getSubject()),
                    required(claims.getStringClaimValue(SESSION_CLAIM)),
                    sessionStart(claims),
                    instant(claims.getIssuedAt()),
                    instant(claims.getExpirationTime()),
                    Optional.ofNullable(claims.getStringClaimValue(END_USER_CLAIM)));
            NumericDate notBefore = claims.getNotBefore();
            if (login.issuedAt().isAfter(now.plus(clockSkew))
                    || (notBefore != null && instant(notBefore).isAfter(now.plus(clockSkew)))) {
                throw new InvalidTokenException("not valid now");
            }
            return login;
        } catch (MalformedClaimException | NumberFormatException malformed) {
            throw new InvalidTokenException("claims are malformed", malformed);
        }
    }

    /** Whether the token names one of this deployment's keys, so that no external issuer signed it. */
    public boolean claimsToBeOurs(String token) {
        return verifier.namesOurKey(token);
    }

    private static SessionStart sessionStart(JwtClaims claims) throws MalformedClaimException {
        Instant at = Instant.ofEpochSecond(required(claims.getClaimValue(SESSION_START_CLAIM, Long.class)));
        Long generation = claims.getClaimValue(GENERATION_CLAIM, Long.class);
        // Absent in tokens issued before sessions had generations.
        return new SessionStart(at, generation == null ? 0 : generation);
    }

    private static Instant instant(NumericDate date) {
        return Instant.ofEpochSecond(date.getValue());
    }

    private static <T> T required(T claim) {
        if (claim == null) {
            throw new InvalidTokenException("a claim is missing");
        }
        return claim;
    }
}
