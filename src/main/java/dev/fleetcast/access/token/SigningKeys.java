package dev.fleetcast.access.token;

import dev.fleetcast.access.AccessConfig;
import dev.fleetcast.threading.ThreadSafe;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The keys that sign and verify this deployment's tokens. Immutable. */
@ThreadSafe
@Startup
@ApplicationScoped
public class SigningKeys {

    private static final String SIGNING_KEY = "fleetcast.access.signing-key";
    private static final String VERIFICATION_KEYS = "fleetcast.access.verification-keys";

    private final TokenKey current;
    private final Map<String, TokenKey> byId = new LinkedHashMap<>();

    public @Inject SigningKeys(AccessConfig config) {
        this(
                config.signingKey(),
                config.verificationKeys().orElse(List.of()),
                LaunchMode.current() == LaunchMode.NORMAL);
    }

    public SigningKeys(Optional<String> signingKey, List<String> verificationKeys, boolean required) {
        List<String> problems = problems(signingKey, verificationKeys, required);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        this.current = present(signingKey).map(TokenKey::signing).orElseGet(TokenKey::generate);
        byId.put(current.id(), current);
        for (String key : verificationKeys) {
            TokenKey further = TokenKey.verifying(key);
            byId.putIfAbsent(further.id(), further);
        }
    }

    /**
     * The errors in the configured keys, one line each that starts with the property and contains no secret; empty if
     * there are none.
     *
     * @param signingKey {@code fleetcast.access.signing-key}
     * @param verificationKeys {@code fleetcast.access.verification-keys}
     * @param required whether a missing signing key is an error: outside dev mode and tests
     */
    public static List<String> problems(Optional<String> signingKey, List<String> verificationKeys, boolean required) {
        List<String> problems = new ArrayList<>();
        Optional<String> configured = present(signingKey);
        if (configured.isEmpty() && required) {
            problems.add(SIGNING_KEY + " is missing: a PKCS#8 PEM private key (EC P-256 or RSA of at least 2048 bits), "
                    + "or the path of a file that contains one");
        }
        configured.ifPresent(key -> check(SIGNING_KEY, key, true, problems));
        for (int i = 0; i < verificationKeys.size(); i++) {
            check(VERIFICATION_KEYS + " (key " + (i + 1) + ")", verificationKeys.get(i), false, problems);
        }
        return problems;
    }

    /**
     * Secrets for uses other than signing tokens, derived from the known private keys. Use the first one; accept the
     * others, which belong to previous signing keys. The same on every replica with the same keys.
     *
     * @param purpose separates the secrets of different uses
     * @return 32 bytes each, at least one
     */
    public List<byte[]> secrets(String purpose) {
        return byId.values().stream()
                .flatMap(key -> key.secretNumber().stream())
                .map(secret -> hmac(secret, purpose))
                .toList();
    }

    /** The key that signs. */
    public TokenKey current() {
        return current;
    }

    /** The key with that {@code kid}. */
    Optional<TokenKey> byId(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    private static void check(String property, String key, boolean signing, List<String> problems) {
        try {
            if (signing) {
                TokenKey.signing(key);
            } else {
                TokenKey.verifying(key);
            }
        } catch (IllegalArgumentException unusable) {
            problems.add(property + " " + unusable.getMessage());
        }
    }

    private static Optional<String> present(Optional<String> signingKey) {
        return signingKey.filter(key -> !key.isBlank());
    }

    private static byte[] hmac(byte[] secret, String purpose) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException unsupported) {
            throw new IllegalStateException(unsupported);
        }
    }
}
