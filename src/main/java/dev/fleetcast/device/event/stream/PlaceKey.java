package dev.fleetcast.device.event.stream;

import dev.fleetcast.device.Device;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /** Each part has its length before it: whatever clients put into names, other parts are another key. */
    private static String hash(String... parts) {
        String text = Stream.of(parts).map(part -> part.length() + ":" + part).collect(Collectors.joining());
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
