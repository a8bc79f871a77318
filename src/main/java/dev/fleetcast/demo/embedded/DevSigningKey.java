package dev.fleetcast.demo.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Optional;

/** The signing key of dev mode: kept like its data, so that users stay logged in when code or the process changes. */
final class DevSigningKey {

    static final String FILE = "signing-key.pem";

    private DevSigningKey() {}

    /** The kept key, or a new one, which is kept if there is a directory. */
    static String pem(Optional<Path> data) {
        try {
            Optional<Path> file = data.map(directory -> directory.resolve(FILE));
            if (file.filter(Files::exists).isPresent()) {
                return Files.readString(file.get());
            }
            String key = generate();
            if (file.isPresent()) {
                Files.writeString(file.get(), key);
            }
            return key;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            byte[] key = generator.generateKeyPair().getPrivate().getEncoded();
            String text = Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                    .encodeToString(key);
            return "-----BEGIN PRIVATE KEY-----\n" + text + "\n-----END PRIVATE KEY-----\n";
        } catch (GeneralSecurityException unsupported) {
            throw new IllegalStateException(unsupported);
        }
    }
}
