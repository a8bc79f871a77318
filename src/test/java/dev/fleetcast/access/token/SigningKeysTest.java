package dev.fleetcast.access.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fleetcast.access.Pem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SigningKeysTest {

    private static final KeyPair EC = Pem.ec("secp256r1");
    /** One key in the two formats OpenSSL writes; both include the public key. */
    private static final String OPENSSL_PKCS8 = """
            -----BEGIN PRIVATE KEY-----
            MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgScXsVTrGTGo7Hxl+
            LJWkHJ9Bj3n4cF2FtTQX7S79j0KhRANCAAT6beMzDRT6sqD6rJgyU152fau6ts9O
            /yCoRP395EnzBVvcNKFbxJOhCvRhFN6dIk50ZHCRoj2N0fn/ZEjU+nMm
            -----END PRIVATE KEY-----
            """;

    private static final String OPENSSL_SEC1 = """
            -----BEGIN EC PRIVATE KEY-----
            MHcCAQEEIEnF7FU6xkxqOx8ZfiyVpByfQY95+HBdhbU0F+0u/Y9CoAoGCCqGSM49
            AwEHoUQDQgAE+m3jMw0U+rKg+qyYMlNedn2rurbPTv8gqET9/eRJ8wVb3DShW8ST
            oQr0YRTenSJOdGRwkaI9jdH5/2RI1PpzJg==
            -----END EC PRIVATE KEY-----
            """;
    private static final String OPENSSL_PUBLIC = """
            -----BEGIN PUBLIC KEY-----
            MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE+m3jMw0U+rKg+qyYMlNedn2rurbP
            Tv8gqET9/eRJ8wVb3DShW8SToQr0YRTenSJOdGRwkaI9jdH5/2RI1PpzJg==
            -----END PUBLIC KEY-----
            """;

    private static final String EC_PARAMETERS =
            "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n";
    private static final KeyPair RSA = Pem.rsa(2048);

    static Stream<Arguments> readableForms() {
        String pem = Pem.of(EC.getPrivate());
        return Stream.of(
                Arguments.of("PKCS#8", pem),
                Arguments.of("line ends as backslash n", pem.replace("\n", "\\n")),
                Arguments.of("line ends lost", pem.replace("\n", "")),
                Arguments.of("line ends as spaces", pem.replace("\n", " ")),
                Arguments.of("Windows line ends", pem.replace("\n", "\r\n")),
                Arguments.of("text around it", "a key:\n" + pem + "end"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("readableForms")
    void keyIsReadInEveryFormAnEnvironmentVariableGivesIt(String form, String text) {
        TokenKey key = new SigningKeys(Optional.of(text), List.of(), true).current();

        assertThat(key.publicKey()).isEqualTo(EC.getPublic());
        assertThat(key.algorithm()).isEqualTo("ES256");
    }

    @ParameterizedTest
    @ValueSource(strings = {OPENSSL_PKCS8, OPENSSL_SEC1, EC_PARAMETERS + OPENSSL_SEC1})
    void keysWrittenByOpensslAreRead(String pem) {
        assertThat(TokenKey.signing(pem).publicKey())
                .isEqualTo(TokenKey.verifying(OPENSSL_PUBLIC).publicKey());
    }

    @Test
    void rsaKeySignsWithRs256() {
        TokenKey key = new SigningKeys(Optional.of(Pem.of(RSA.getPrivate())), List.of(), true).current();

        assertThat(key.publicKey()).isEqualTo(RSA.getPublic());
        assertThat(key.algorithm()).isEqualTo("RS256");
    }

    @Test
    void pathOfAFileIsRead(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("key.pem"), Pem.of(EC.getPrivate()));

        assertThat(new SigningKeys(Optional.of(file.toString()), List.of(), true)
                        .current()
                        .publicKey())
                .isEqualTo(EC.getPublic());
    }

    @Test
    void keyIdIsTheSameForThePrivateAndThePublicHalf() {
        assertThat(TokenKey.verifying(Pem.of(EC.getPublic())).id())
                .isEqualTo(TokenKey.signing(Pem.of(EC.getPrivate())).id());
    }

    static Stream<Arguments> wrongKeys() {
        return Stream.of(
                Arguments.of("/does/not/exist.pem", "is neither a PEM text nor the path of a file"),
                Arguments.of(Pem.of(EC.getPublic()), "holds a public key where a private key is needed"),
                Arguments.of(
                        Pem.of(Pem.rsa(1024).getPrivate()), "holds an RSA key of 1024 bits; at least 2048 are needed"),
                Arguments.of(Pem.of(Pem.ec("secp384r1").getPrivate()), "holds a key that is neither EC P-256 nor RSA"),
                Arguments.of("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----", "holds a"),
                Arguments.of("-----BEGIN PRIVATE KEY-----\nAAAA", "holds no PEM block"),
                Arguments.of(
                        "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----",
                        "holds an encrypted key; store it without a passphrase"));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("wrongKeys")
    void invalidKeyIsReportedByPropertyWithoutItsText(String key, String why) {
        List<String> problems = SigningKeys.problems(Optional.of(key), List.of(), true);

        assertThat(problems).singleElement().asString().startsWith("fleetcast.access.signing-key " + why);
        assertThat(problems.get(0)).doesNotContain("AAAA");
    }

    @Test
    void missingKeyIsAProblemWhereItIsRequired() {
        assertThat(SigningKeys.problems(Optional.empty(), List.of(), true))
                .singleElement()
                .asString()
                .startsWith("fleetcast.access.signing-key is missing");
        assertThat(SigningKeys.problems(Optional.of(" "), List.of(), true)).hasSize(1);
        assertThat(SigningKeys.problems(Optional.empty(), List.of(), false)).isEmpty();
    }

    @Test
    void everyInvalidVerificationKeyIsReported() {
        List<String> problems = SigningKeys.problems(
                Optional.of(Pem.of(EC.getPrivate())),
                List.of("/missing/1", Pem.of(RSA.getPublic()), "/missing/2"),
                true);

        assertThat(problems).hasSize(2);
        assertThat(problems.get(1)).startsWith("fleetcast.access.verification-keys (key 3)");
    }

    @Test
    void startFailsWithWrongKey() {
        assertThatThrownBy(() -> new SigningKeys(Optional.of("nonsense"), List.of(), true))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fleetcast.access.signing-key");
    }

    @Test
    void eachStartWithoutAKeyMakesAnother() {
        assertThat(new SigningKeys(Optional.empty(), List.of(), false).current().id())
                .isNotEqualTo(new SigningKeys(Optional.empty(), List.of(), false)
                        .current()
                        .id());
    }

    @Test
    void derivedSecretsAreTheSameEverywhereAndDifferByPurpose() {
        SigningKeys one = new SigningKeys(Optional.of(Pem.of(EC.getPrivate())), List.of(), true);
        SigningKeys other =
                new SigningKeys(Optional.of(Pem.of(RSA.getPrivate())), List.of(Pem.of(EC.getPrivate())), true);

        assertThat(one.secrets("cursor")).hasSize(1);
        assertThat(other.secrets("cursor")).hasSize(2);
        assertThat(other.secrets("cursor").get(1))
                .hasSize(32)
                .isEqualTo(one.secrets("cursor").get(0));
        assertThat(one.secrets("another").get(0))
                .isNotEqualTo(one.secrets("cursor").get(0));
    }
}
