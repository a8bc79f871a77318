package dev.fleetcast.access.token;

import java.security.Key;
import java.util.List;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwx.HeaderParameterNames;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.lang.JoseException;
import org.jose4j.lang.UnresolvableKeyException;

/**
 * Verifies tokens of one use: signed with one of this deployment's keys and that key's algorithm, and with the right
 * issuer, audience and type. The caller checks the times.
 */
final class TokenVerifier {

    /** Longer than any token issued here; longer ones are not parsed. */
    static final int MAX_LENGTH = 4096;

    /** Headers by which a token could bring its own key. */
    private static final List<String> KEY_HEADERS = List.of(
            HeaderParameterNames.JWK,
            HeaderParameterNames.JWK_SET_URL,
            HeaderParameterNames.X509_CERTIFICATE_CHAIN,
            HeaderParameterNames.X509_URL);

    private final SigningKeys keys;
    private final JwtConsumer consumer;

    TokenVerifier(SigningKeys keys, String issuer, String audience, String type) {
        this.keys = keys;
        this.consumer = new JwtConsumerBuilder()
                .setExpectedIssuer(issuer)
                .setExpectedAudience(audience)
                .setExpectedType(true, type)
                .setRequireSubject()
                .setRequireExpirationTime()
                .setRequireIssuedAt()
                // The caller checks expiry: an expired subscription token may still unsubscribe.
                .setAllowedClockSkewInSeconds(Integer.MAX_VALUE)
                .setJwsAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, "ES256", "RS256"))
                .setVerificationKeyResolver((jws, nesting) -> keyFor(jws))
                .build();
    }

    /** @throws InvalidTokenException if the token is not valid for this use */
    JwtClaims verify(String token) {
        if (token.length() > MAX_LENGTH) {
            throw new InvalidTokenException("too long");
        }
        try {
            return consumer.processToClaims(token);
        } catch (InvalidJwtException invalid) {
            throw new InvalidTokenException("not a valid token", invalid);
        }
    }

    /** Whether the token names one of this deployment's keys; does not verify it. */
    boolean namesOurKey(String token) {
        if (token.length() > MAX_LENGTH) {
            return false;
        }
        try {
            JsonWebStructure parsed = JsonWebStructure.fromCompactSerialization(token);
            String keyId = parsed.getKeyIdHeaderValue();
            return keyId != null && keys.byId(keyId).isPresent();
        } catch (JoseException unreadable) {
            return false;
        }
    }

    /** Whether the token claims to be of that type; does not verify it. */
    static boolean claimsToBe(String type, String token) {
        if (token.length() > MAX_LENGTH) {
            return false;
        }
        try {
            return type.equals(JsonWebStructure.fromCompactSerialization(token).getHeader("typ"));
        } catch (JoseException unreadable) {
            return false;
        }
    }

    private Key keyFor(JsonWebSignature jws) throws UnresolvableKeyException {
        for (String header : KEY_HEADERS) {
            if (jws.getHeaders().getObjectHeaderValue(header) != null) {
                throw new UnresolvableKeyException("brings its own key");
            }
        }
        String keyId = jws.getKeyIdHeaderValue();
        TokenKey key = keyId == null ? null : keys.byId(keyId).orElse(null);
        if (key == null || !key.algorithm().equals(jws.getAlgorithmHeaderValue())) {
            throw new UnresolvableKeyException("not a key of ours, or not its algorithm");
        }
        return key.publicKey();
    }
}
