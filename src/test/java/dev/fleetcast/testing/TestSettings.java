package dev.fleetcast.testing;

import dev.fleetcast.demo.embedded.EmbeddedPostgreSql;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Map;

/** The settings of applications under test on {@link SharedServices}. */
public final class TestSettings {

    private static final Path SIGNING_KEY = writeSigningKey();

    private TestSettings() {}

    /** Property names and values; the services they name are running. */
    public static Map<String, String> settings() {
        EmbeddedPostgreSql database = SharedServices.database();
        return Map.of(
                "kafka.bootstrap.servers", SharedServices.bootstrapServers(),
                "quarkus.datasource.jdbc.url", database.jdbcUrl(),
                "quarkus.datasource.username", database.username(),
                "quarkus.datasource.password", database.password(),
                "%prod.fleetcast.access.signing-key", SIGNING_KEY.toString(),
                "%prod.fleetcast.demo.data", "true");
    }

    /** The signing key of every packaged application under test. */
    public static Path signingKey() {
        return SIGNING_KEY;
    }

    /** Writes a new, unused key; its file is deleted with the JVM. */
    public static Path writeSigningKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            String key = Base64.getMimeEncoder()
                    .encodeToString(generator.generateKeyPair().getPrivate().getEncoded());
            Path file = Files.createTempFile("fleetcast-signing-key", ".pem");
            file.toFile().deleteOnExit();
            return Files.writeString(file, "-----BEGIN PRIVATE KEY-----\n" + key + "\n-----END PRIVATE KEY-----\n");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
