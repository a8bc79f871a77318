package dev.fleetcast.access.token;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.time.Duration;
import java.time.Instant;

/** Signs tokens for one use; a {@link TokenVerifier} with the same issuer, audience and type accepts them. */
final class TokenSigner {

    private final SigningKeys keys;
    private final String issuer;
    private final String audience;
    private final String type;

    TokenSigner(SigningKeys keys, String issuer, String audience, String type) {
        this.keys = keys;
        this.issuer = issuer;
        this.audience = audience;
        this.type = type;
    }

    /** Signs the claims, which contain the subject and all claims specific to the use. */
    IssuedToken sign(JwtClaimsBuilder claims, Instant now, Duration lifetime) {
        Instant expiresAt = Instant.ofEpochSecond(now.plus(lifetime).getEpochSecond());
        TokenKey key = keys.current();
        String token = claims.issuer(issuer)
                .audience(audience)
                .issuedAt(now)
                .expiresAt(expiresAt)
                .jws()
                .algorithm(SignatureAlgorithm.fromAlgorithm(key.algorithm()))
                .keyId(key.id())
                .type(type)
                .sign(key.privateKey().orElseThrow());
        return new IssuedToken(token, expiresAt);
    }
}
