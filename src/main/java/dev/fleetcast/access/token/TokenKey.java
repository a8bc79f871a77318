package dev.fleetcast.access.token;

import java.io.IOException;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.KeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ECParameters;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/**
 * A key of this deployment. It verifies tokens, and signs them if it has the private key. It serves exactly one
 * algorithm, so that a token cannot choose how it is verified.
 *
 * @param id the RFC 7638 thumbprint of the public key, the {@code kid} of tokens
 * @param algorithm {@code ES256} or {@code RS256}
 */
public record TokenKey(String id, String algorithm, PublicKey publicKey, Optional<PrivateKey> privateKey) {

    static final int MIN_RSA_BITS = 2048;
    private static final X9ECParameters P256 = CustomNamedCurves.getByOID(X9ObjectIdentifiers.prime256v1);

    /** Generates an EC P-256 key. */
    static TokenKey generate() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            return of(pair.getPublic(), Optional.of(pair.getPrivate()));
        } catch (GeneralSecurityException unsupported) {
            throw new IllegalStateException(unsupported);
        }
    }

    /** @throws IllegalArgumentException if there is no usable private key; the message says why, without the key */
    public static TokenKey signing(String textOrPath) {
        return of(PemKeys.privateKey(textOrPath));
    }

    /** @throws IllegalArgumentException if there is no usable key; the message says why, without the key */
    static TokenKey verifying(String textOrPath) {
        Object key = PemKeys.anyKey(textOrPath);
        if (key instanceof PrivateKeyInfo privateKey) {
            return of(privateKey);
        }
        try {
            SubjectPublicKeyInfo info = (SubjectPublicKeyInfo) key;
            KeyFactory factory = factory(info.getAlgorithm().getAlgorithm());
            return of(factory.generatePublic(new X509EncodedKeySpec(info.getEncoded())), Optional.empty());
        } catch (GeneralSecurityException | IOException unusable) {
            throw unsupported(unusable);
        }
    }

    /** The private key's secret number, from which other secrets can be derived; empty without a private key. */
    Optional<byte[]> secretNumber() {
        return privateKey.map(key -> key instanceof RSAPrivateKey rsa
                ? rsa.getPrivateExponent().toByteArray()
                : ((ECPrivateKey) key).getS().toByteArray());
    }

    private static TokenKey of(PrivateKeyInfo info) {
        try {
            KeyFactory factory = factory(info.getPrivateKeyAlgorithm().getAlgorithm());
            PrivateKey key = factory.generatePrivate(
                    factory.getAlgorithm().equals("EC") ? p256(info) : new PKCS8EncodedKeySpec(info.getEncoded()));
            return of(publicHalf(factory, key), Optional.of(key));
        } catch (GeneralSecurityException | IOException unusable) {
            throw unsupported(unusable);
        }
    }

    /** The JDK refuses EC keys that repeat their curve or include their public key, as OpenSSL writes them. */
    private static KeySpec p256(PrivateKeyInfo info) throws GeneralSecurityException, IOException {
        if (!X9ObjectIdentifiers.prime256v1.equals(info.getPrivateKeyAlgorithm().getParameters())) {
            throw unsupported(null);
        }
        AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec("secp256r1"));
        return new ECPrivateKeySpec(
                org.bouncycastle.asn1.sec.ECPrivateKey.getInstance(info.parsePrivateKey())
                        .getKey(),
                curve.getParameterSpec(ECParameterSpec.class));
    }

    private static TokenKey of(PublicKey publicKey, Optional<PrivateKey> privateKey) {
        String algorithm = algorithm(publicKey);
        try {
            String id = PublicJsonWebKey.Factory.newPublicJwk(publicKey).calculateBase64urlEncodedThumbprint("SHA-256");
            return new TokenKey(id, algorithm, publicKey, privateKey);
        } catch (JoseException unusable) {
            throw unsupported(unusable);
        }
    }

    private static String algorithm(PublicKey key) {
        if (key instanceof RSAPublicKey rsa) {
            int bits = rsa.getModulus().bitLength();
            if (bits < MIN_RSA_BITS) {
                throw new IllegalArgumentException(
                        "holds an RSA key of " + bits + " bits; at least " + MIN_RSA_BITS + " are needed");
            }
            return "RS256";
        }
        if (key instanceof ECPublicKey ec && ec.getParams().getOrder().equals(P256.getN())) {
            return "ES256";
        }
        throw unsupported(null);
    }

    private static PublicKey publicHalf(KeyFactory factory, PrivateKey key) throws GeneralSecurityException {
        if (key instanceof RSAPrivateCrtKey rsa) {
            return factory.generatePublic(new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent()));
        }
        if (key instanceof ECPrivateKey ec) {
            var point = P256.getG().multiply(ec.getS()).normalize();
            BigInteger x = point.getAffineXCoord().toBigInteger();
            BigInteger y = point.getAffineYCoord().toBigInteger();
            return factory.generatePublic(new ECPublicKeySpec(new ECPoint(x, y), ec.getParams()));
        }
        throw unsupported(null);
    }

    private static KeyFactory factory(ASN1ObjectIdentifier algorithm) throws GeneralSecurityException {
        if (algorithm.equals(X9ObjectIdentifiers.id_ecPublicKey)) {
            return KeyFactory.getInstance("EC");
        }
        if (algorithm.equals(PKCSObjectIdentifiers.rsaEncryption)) {
            return KeyFactory.getInstance("RSA");
        }
        throw unsupported(null);
    }

    private static IllegalArgumentException unsupported(Exception cause) {
        return new IllegalArgumentException("holds a key that is neither EC P-256 nor RSA", cause);
    }

    @Override
    public String toString() {
        return "TokenKey[" + algorithm + " " + id + "]";
    }
}
