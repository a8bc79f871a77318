package dev.fleetcast.access.token;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.openssl.PEMException;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;

/**
 * Reads PEM keys, even if an environment variable lost their line ends or holds them as {@code \n}. Exception messages
 * never contain any of the text.
 */
final class PemKeys {

    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);
    private static final int MAX_FILE_BYTES = 64 * 1024;

    private PemKeys() {}

    /**
     * The private key in a PEM text, or in the file at that path.
     *
     * @throws IllegalArgumentException if there is no such key; the message says why
     */
    static PrivateKeyInfo privateKey(String textOrPath) {
        Object key = firstKey(text(textOrPath));
        if (key instanceof PEMKeyPair pair) {
            return pair.getPrivateKeyInfo();
        }
        if (key instanceof PrivateKeyInfo info) {
            return info;
        }
        throw new IllegalArgumentException("holds a public key where a private key is needed");
    }

    /**
     * The public key in a PEM text, or in the file at that path; for a private key, the key itself.
     *
     * @return a {@link PrivateKeyInfo} or a {@link SubjectPublicKeyInfo}
     * @throws IllegalArgumentException if there is no key; the message says why
     */
    static Object anyKey(String textOrPath) {
        Object key = firstKey(text(textOrPath));
        return key instanceof PEMKeyPair pair ? pair.getPrivateKeyInfo() : key;
    }

    private static String text(String textOrPath) {
        if (textOrPath.contains("-----BEGIN")) {
            return textOrPath;
        }
        try {
            Path path = Path.of(textOrPath.strip());
            if (!Files.isRegularFile(path)) {
                throw new IllegalArgumentException("is neither a PEM text nor the path of a file");
            }
            if (Files.size(path) > MAX_FILE_BYTES) {
                throw new IllegalArgumentException("names a file too large to hold a key");
            }
            return Files.readString(path);
        } catch (InvalidPathException | IOException unreadable) {
            throw new IllegalArgumentException("names a file that cannot be read", unreadable);
        }
    }

    private static Object firstKey(String text) {
        Matcher block = BLOCK.matcher(text.replace("\\n", "\n").replace("\\r", ""));
        while (block.find()) {
            String label = block.group(1);
            if (label.startsWith("ENCRYPTED")) {
                throw new IllegalArgumentException("holds an encrypted key; store it without a passphrase");
            }
            if (!label.equals("EC PARAMETERS")) {
                return parse(label, block.group(2));
            }
        }
        throw new IllegalArgumentException("holds no PEM block");
    }

    private static Object parse(String label, String body) {
        String pem = "-----BEGIN " + label + "-----\n" + body.replaceAll("\\s", "") + "\n-----END " + label + "-----\n";
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            Object parsed = parser.readObject();
            if (parsed instanceof X509CertificateHolder certificate) {
                return certificate.getSubjectPublicKeyInfo();
            }
            if (parsed instanceof PEMKeyPair
                    || parsed instanceof PrivateKeyInfo
                    || parsed instanceof SubjectPublicKeyInfo) {
                return parsed;
            }
            throw new IllegalArgumentException("holds no key");
        } catch (PEMException malformed) {
            throw new IllegalArgumentException("holds a damaged key", malformed);
        } catch (IOException | RuntimeException malformed) {
            throw new IllegalArgumentException("holds no readable key", malformed);
        }
    }
}
