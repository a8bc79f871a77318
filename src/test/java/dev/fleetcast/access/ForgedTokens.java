package dev.fleetcast.access;

import dev.fleetcast.access.token.DeviceTokens;
import dev.fleetcast.access.token.LoginTokens;
import dev.fleetcast.access.token.SigningKeys;
import dev.fleetcast.access.token.SubscriptionTokens;
import java.nio.charset.StandardCharsets;
import java.security.Key;
import java.security.KeyPair;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

/** Tokens an attacker might try: each differs from a valid login or device token in one respect. */
public final class ForgedTokens {

    /** Defects of login tokens only: device tokens have no such claims, and any text can be a label. */
    public static final Set<String> OF_LOGINS_ONLY =
            Set.of("no sid", "no auth_time", "sub is no number", "unknown user", "negative user", "not yet valid");

    private final SigningKeys ours;
    private final String subject;
    private final String audience;
    private final String type;
    private final KeyPair theirs = Pem.ec("secp256r1");

    public ForgedTokens(SigningKeys ours, long userId) {
        this(ours, Long.toString(userId), LoginTokens.AUDIENCE, LoginTokens.TYPE);
    }

    private ForgedTokens(SigningKeys ours, String subject, String audience, String type) {
        this.ours = ours;
        this.subject = subject;
        this.audience = audience;
        this.type = type;
    }

    /** Device tokens for that device, instead of login tokens. */
    public static ForgedTokens ofDevice(SigningKeys ours, String device) {
        return new ForgedTokens(ours, device, DeviceTokens.AUDIENCE, DeviceTokens.TYPE);
    }

    /** A valid token, to show that the others fail only because of their one difference. */
    public String genuine() {
        return token(claims -> {}, jws -> {});
    }

    public Map<String, String> all() {
        Map<String, String> forged = new LinkedHashMap<>();
        forged.put("nothing", "x");
        forged.put("three dots", "..");
        forged.put("too long", "a".repeat(10_000));
        forged.put("signature changed", changed(genuine()));
        forged.put("signature missing", genuine().substring(0, genuine().lastIndexOf('.') + 1));
        forged.put("alg none", token(claims -> {}, jws -> sign(jws, "none", null)));
        forged.put(
                "HS256 with the public key",
                token(
                        claims -> {},
                        jws -> sign(
                                jws,
                                "HS256",
                                new HmacKey(ours.current().publicKey().getEncoded()))));
        forged.put(
                "HS256 with the public key as PEM",
                token(
                        claims -> {},
                        jws -> sign(
                                jws,
                                "HS256",
                                new HmacKey(Pem.of(ours.current().publicKey()).getBytes(StandardCharsets.US_ASCII)))));
        forged.put(
                "RS256 named for an EC key",
                token(claims -> {}, jws -> sign(jws, "RS256", Pem.rsa(2048).getPrivate())));
        forged.put("another's key under our kid", token(claims -> {}, jws -> sign(jws, "ES256", theirs.getPrivate())));
        forged.put("jwk header with another's key", token(claims -> {}, jws -> {
            sign(jws, "ES256", theirs.getPrivate());
            jws.getHeaders().setJwkHeaderValue("jwk", jwk());
        }));
        forged.put(
                "jwk header on a good signature",
                token(claims -> {}, jws -> jws.getHeaders().setJwkHeaderValue("jwk", jwk())));
        forged.put("jku header", token(claims -> {}, jws -> jws.setHeader("jku", "https://example.com/keys")));
        forged.put("x5u header", token(claims -> {}, jws -> jws.setHeader("x5u", "https://example.com/cert")));
        forged.put("unknown critical header", token(claims -> {}, jws -> jws.setCriticalHeaderNames("x-unknown")));
        forged.put("no kid", token(claims -> {}, jws -> jws.getHeaders().setStringHeaderValue("kid", null)));
        forged.put("unknown kid", token(claims -> {}, jws -> jws.setKeyIdHeaderValue("other")));
        forged.put("kid is a path", token(claims -> {}, jws -> jws.setKeyIdHeaderValue("../../dev/null")));
        forged.put("wrong typ", token(claims -> {}, jws -> jws.setHeader("typ", SubscriptionTokens.TYPE)));
        forged.put("no typ", token(claims -> {}, jws -> jws.getHeaders().setStringHeaderValue("typ", null)));
        forged.put("wrong aud", token(claims -> claims.setAudience(SubscriptionTokens.AUDIENCE), jws -> {}));
        forged.put("no aud", token(claims -> claims.unsetClaim("aud"), jws -> {}));
        forged.put("wrong iss", token(claims -> claims.setIssuer("another-issuer"), jws -> {}));
        forged.put("no iss", token(claims -> claims.unsetClaim("iss"), jws -> {}));
        forged.put("expired", token(claims -> claims.setExpirationTimeMinutesInTheFuture(-1), jws -> {}));
        forged.put("no exp", token(claims -> claims.unsetClaim("exp"), jws -> {}));
        forged.put("not yet valid", token(claims -> claims.setNotBeforeMinutesInThePast(-2), jws -> {}));
        forged.put("issued in the future", token(claims -> claims.setIssuedAt(inMinutes(2)), jws -> {}));
        forged.put("no sid", token(claims -> claims.unsetClaim("sid"), jws -> {}));
        forged.put("no auth_time", token(claims -> claims.unsetClaim("auth_time"), jws -> {}));
        forged.put("no sub", token(claims -> claims.unsetClaim("sub"), jws -> {}));
        forged.put("sub is no number", token(claims -> claims.setSubject("ada"), jws -> {}));
        forged.put("unknown user", token(claims -> claims.setSubject("999999999"), jws -> {}));
        forged.put("negative user", token(claims -> claims.setSubject("-1"), jws -> {}));
        return forged;
    }

    private String token(Consumer<JwtClaims> claimsChange, Consumer<JsonWebSignature> change) {
        JwtClaims claims = new JwtClaims();
        claims.setIssuer("fleetcast");
        claims.setSubject(subject);
        claims.setAudience(audience);
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(10);
        claims.setClaim("sid", "forged-session");
        claims.setClaim("auth_time", NumericDate.now().getValue());
        claims.setClaim("session_generation", Long.MAX_VALUE);
        claims.setClaim("upn", "forged");
        claims.setStringListClaim("groups", "admin", "publisher");
        claimsChange.accept(claims);
        JsonWebSignature jws = new JsonWebSignature();
        jws.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        jws.setPayload(claims.toJson());
        jws.setKeyIdHeaderValue(ours.current().id());
        jws.setHeader("typ", type);
        sign(jws, ours.current().algorithm(), ours.current().privateKey().orElseThrow());
        change.accept(jws);
        try {
            return jws.getCompactSerialization();
        } catch (JoseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void sign(JsonWebSignature jws, String algorithm, Key key) {
        jws.setAlgorithmHeaderValue(algorithm);
        jws.setKey(key);
        jws.setDoKeyValidation(false);
    }

    private PublicJsonWebKey jwk() {
        try {
            return PublicJsonWebKey.Factory.newPublicJwk(theirs.getPublic());
        } catch (JoseException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static NumericDate inMinutes(int minutes) {
        return NumericDate.fromSeconds(NumericDate.now().getValue() + minutes * 60L);
    }

    private static String changed(String token) {
        int at = token.lastIndexOf('.') + 5;
        return token.substring(0, at) + (token.charAt(at) == 'A' ? 'B' : 'A') + token.substring(at + 1);
    }
}
