package dev.fleetcast.access.opaque;

import dev.fleetcast.access.session.TokenSession;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The SHA-256 of an opaque token. Tokens have 160 random bits, so a plain hash hides them.
 *
 * @param hex 64 hexadecimal digits
 */
public record TokenHash(String hex) {

    private static final int TOKEN_BYTES = 20;
    private static final Pattern TOKEN = Pattern.compile("[0-9a-f]{40}");
    private static final SecureRandom RANDOM = new SecureRandom();

    /** A new token of 40 hexadecimal digits. */
    static String newToken() {
        byte[] token = new byte[TOKEN_BYTES];
        RANDOM.nextBytes(token);
        return HexFormat.of().formatHex(token);
    }

    /** The hash of a token; empty if the text has not the form of one. */
    public static Optional<TokenHash> of(String token) {
        return TOKEN.matcher(token).matches() ? Optional.of(hash(token)) : Optional.empty();
    }

    static TokenHash of(byte[] hash) {
        return new TokenHash(HexFormat.of().formatHex(hash));
    }

    /** The token whose end as a session was announced, if it is one. */
    static Optional<TokenHash> ofSession(String sessionId) {
        return TokenSession.of(sessionId).map(TokenSession::hash).map(TokenHash::new);
    }

    /** Its name among the sessions. */
    public String session() {
        return new TokenSession(hex).id();
    }

    byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    private static TokenHash hash(String token) {
        try {
            return of(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
