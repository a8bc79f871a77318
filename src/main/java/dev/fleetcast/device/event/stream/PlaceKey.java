package dev.fleetcast.device.event.stream;

import dev.fleetcast.device.Device;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Recognizes streams that belong together. A key is a hash, which reveals nothing. */
final class PlaceKey {

    private PlaceKey() {}

    /** What two connections of a client that cannot resume have in common. */
    static String of(String credentials, String path) {
        return hash("stream", credentials, path);
    }

    /** What the streams of a group have in common: the user, the events, and the group's name. */
    static String ofGroup(EventStreamRequest wanted) {
        String owner = wanted.caller().isDevice()
                ? wanted.caller().credentials()
                : wanted.caller().name();
        String device = wanted.only().map(Device::coreid).map(Object::toString).orElse("");
        return hash("group", owner, device, wanted.group().orElseThrow(), wanted.prefix());
    }

    /** Of the parts, only the last may contain a line end. */
    private static String hash(String... parts) {
        try {
            byte[] text = String.join("\n", parts).getBytes(StandardCharsets.UTF_8);
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
