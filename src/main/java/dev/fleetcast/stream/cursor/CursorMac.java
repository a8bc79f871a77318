package dev.fleetcast.stream.cursor;

import dev.fleetcast.threading.ThreadSafe;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.macs.SipHash;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * Authentication codes under one secret, computed in two steps because all streams share the position in an id: an
 * HMAC-SHA-256 of the position, computed once, then for each stream a SipHash-2-4 of that digest and the rest. SipHash
 * is a keyed function designed for 64-bit codes over short inputs (Aumasson and Bernstein, 2012); it creates no garbage
 * and is faster than an HMAC (see docs/performance.md).
 */
@ThreadSafe
public final class CursorMac {

    /** Bytes per digest. */
    static final int DIGEST_BYTES = 16;

    private static final String ALGORITHM = "HmacSHA256";
    private static final int CODE_KEY_BYTES = 16;
    /** Hash inputs begin with their purpose, so that no key ever equals a digest. */
    private static final byte CODE_KEY = 0;

    private static final byte DIGEST = 1;

    /** A computer has state, so each thread has its own; few threads write events. */
    private final ThreadLocal<Computer> computers;

    public CursorMac(byte[] secret) {
        computers = ThreadLocal.withInitial(() -> new Computer(secret));
    }

    /** The digest of these bytes, under the marks of that epoch. */
    public byte[] digest(byte[] bytes, String epoch) {
        return computers.get().digest(DIGEST, bytes, epoch.getBytes(StandardCharsets.UTF_8), DIGEST_BYTES);
    }

    /** The code of an event id. */
    long code(long streamKey, int change, byte[] digest) {
        return computers.get().code(streamKey, change, digest);
    }

    private static final class Computer {

        private final Mac mac;
        private final SipHash sipHash = new SipHash();
        private final ByteBuffer input = ByteBuffer.allocate(Long.BYTES + Integer.BYTES + DIGEST_BYTES);

        Computer(byte[] secret) {
            try {
                mac = Mac.getInstance(ALGORITHM);
                mac.init(new SecretKeySpec(secret, ALGORITHM));
            } catch (GeneralSecurityException unsupported) {
                throw new IllegalStateException(unsupported);
            }
            sipHash.init(new KeyParameter(digest(CODE_KEY, new byte[0], new byte[0], CODE_KEY_BYTES)));
        }

        public byte[] digest(byte purpose, byte[] bytes, byte[] epoch, int length) {
            mac.update(purpose);
            mac.update(bytes);
            return Arrays.copyOf(mac.doFinal(epoch), length);
        }

        long code(long streamKey, int change, byte[] digest) {
            input.clear().putLong(streamKey).putInt(change).put(digest);
            sipHash.update(input.array(), 0, input.position());
            return sipHash.doFinal();
        }
    }
}
