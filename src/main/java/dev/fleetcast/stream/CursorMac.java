package dev.fleetcast.stream;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Authentication codes under one secret; safe for use by any thread. */
final class CursorMac {

    private static final String ALGORITHM = "HmacSHA256";

    // A Mac has state: each thread has its own, and there are few that write events.
    private final ThreadLocal<Mac> macs;

    CursorMac(byte[] secret) {
        macs = ThreadLocal.withInitial(() -> make(secret));
    }

    /** The code of the first {@code length} bytes, made under the marks of that epoch; 32 bytes. */
    byte[] of(byte[] bytes, int length, String epoch) {
        Mac mac = macs.get();
        mac.update(bytes, 0, length);
        return mac.doFinal(epoch.getBytes(StandardCharsets.UTF_8));
    }

    private static Mac make(byte[] secret) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException unsupported) {
            throw new IllegalStateException(unsupported);
        }
    }
}
