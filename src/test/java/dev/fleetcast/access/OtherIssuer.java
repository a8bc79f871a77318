package dev.fleetcast.access;

import dev.fleetcast.access.token.TokenKey;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A server that issues tokens in place of this deployment's logins. */
final class OtherIssuer {

    static final String NAME = "https://id.example.com/realm";

    /** One per run: a concurrent run on this machine deletes its own at its end. */
    private static final Path KEY_FILE = Path.of(
            System.getProperty("java.io.tmpdir"),
            "fleetcast-test-issuer-%d.pem".formatted(ProcessHandle.current().pid()));

    private OtherIssuer() {}

    /** The settings that make a deployment accept its tokens. */
    static Map<String, String> settings() {
        return Map.of(
                "mp.jwt.verify.publickey", publicKey(),
                "mp.jwt.verify.issuer", NAME,
                "mp.jwt.verify.audiences", "fleet-gateway",
                "fleetcast.access.external.roles-claim", "realm_roles",
                "fleetcast.access.external.roles.fleet-boss", "admin");
    }

    static String sign(JwtClaimsBuilder claims) {
        return claims.sign(TokenKey.signing(KEY_FILE.toString()).privateKey().orElseThrow());
    }

    /** A profile and its tests live in different class loaders, so the private half passes through a file. */
    private static String publicKey() {
        try {
            var pair = Pem.rsa(2048);
            Files.writeString(KEY_FILE, Pem.of(pair.getPrivate()));
            KEY_FILE.toFile().deleteOnExit();
            return Pem.of(pair.getPublic());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
