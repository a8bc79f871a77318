package dev.fleetcast.stream.event;

import dev.fleetcast.access.token.SigningKeys;
import dev.fleetcast.replica.ReplicaId;
import dev.fleetcast.stream.cursor.CursorMac;
import dev.fleetcast.threading.ThreadSafe;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * Creates stream ids and recognizes forged ones: an id ends with a short code over its other parts, under a secret that
 * all replicas derive from the signing key. A call for a stream that never existed is thus answered by the replica that
 * receives it. The code is not a login: only the full id gives a client access to its stream.
 */
@ThreadSafe
@Singleton
public final class StreamIds {

    /** 24 bits: one in 16 million forged ids looks authentic. */
    private static final int CODE_BYTES = 3;

    private static final int CODE_CHARS = 4;
    private static final String PURPOSE = "stream ids";

    private final List<CursorMac> macs;

    @Inject
    StreamIds(SigningKeys keys) {
        this(keys.secrets(PURPOSE));
    }

    StreamIds(List<byte[]> secrets) {
        this.macs = secrets.stream().map(CursorMac::new).toList();
    }

    /** A new id for a stream created on that replica: 132 random bits and the code. */
    public StreamId next(ReplicaId birthplace) {
        String signed = signed(StreamId.random(birthplace));
        return new StreamId(signed + code(macs.get(0), signed));
    }

    /** Whether a replica of this deployment created the id, under a signing key known here. */
    public boolean isAuthentic(StreamId id) {
        String signed = signed(id);
        String code = id.value().substring(signed.length());
        return macs.stream().anyMatch(mac -> code(mac, signed).equals(code));
    }

    private static String signed(StreamId id) {
        return id.value().substring(0, id.value().length() - CODE_CHARS);
    }

    private static String code(CursorMac mac, String signed) {
        byte[] digest = mac.digest(signed.getBytes(StandardCharsets.US_ASCII), "");
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, CODE_BYTES));
    }
}
