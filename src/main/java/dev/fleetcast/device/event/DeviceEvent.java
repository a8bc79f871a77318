package dev.fleetcast.device.event;

import java.time.Instant;
import java.util.Set;

/**
 * A named event of a device, of a user, or of this product.
 *
 * @param coreid the device; {@link #API} for what users publish
 * @param name 1 to 64 characters, see {@link EventRules}
 * @param data text without NUL of at most 16,384 bytes, or {@link EventRules#MAX_VALUE_BYTES} for a change of a
 *     shared value, or null
 * @param ttl for how long it is of use, in seconds
 * @param isPrivate stored and passed on; changes no right
 * @param publishedAt when it was published, in milliseconds
 * @param eventId what the publisher calls it, or null
 * @param origin who published it
 * @param clients the ids of the clients whose users see it; empty for an event of a device, whose client the registry
 *     knows
 */
public record DeviceEvent(
        String coreid,
        String name,
        String data,
        int ttl,
        boolean isPrivate,
        Instant publishedAt,
        String eventId,
        Origin origin,
        Set<Long> clients) {

    /** The coreid of everything that users publish. */
    public static final String API = "api";

    /** The lifetime of an event that says nothing about it, in seconds. */
    public static final int USUAL_TTL = 60;

    /** Who has published an event. */
    public enum Origin {
        DEVICE,
        USER,
        /** This product, about a device: the only one that may use reserved names. */
        PRODUCT
    }

    public DeviceEvent {
        clients = Set.copyOf(clients);
    }

    /** What a device publishes. */
    public static DeviceEvent ofDevice(
            String coreid, String name, String data, int ttl, boolean isPrivate, Instant publishedAt) {
        return new DeviceEvent(coreid, name, data, ttl, isPrivate, publishedAt, null, Origin.DEVICE, Set.of());
    }

    /** What a user, or this product for everybody of the clients, publishes. */
    public static DeviceEvent ofUser(
            Set<Long> clients, String name, String data, int ttl, boolean isPrivate, Instant publishedAt) {
        return new DeviceEvent(API, name, data, ttl, isPrivate, publishedAt, null, Origin.USER, clients);
    }

    /** An event of this product about a device, such as {@code spark/status}. */
    public static DeviceEvent aboutDevice(String coreid, String name, String data, Instant publishedAt) {
        return new DeviceEvent(coreid, name, data, USUAL_TTL, false, publishedAt, null, Origin.PRODUCT, Set.of());
    }

    /** The same event under another name of its device. */
    public DeviceEvent of(String otherCoreid) {
        return otherCoreid.equals(coreid)
                ? this
                : new DeviceEvent(otherCoreid, name, data, ttl, isPrivate, publishedAt, eventId, origin, clients);
    }

    /** Omits the data, which may reveal anything. */
    @Override
    public String toString() {
        return "DeviceEvent[" + coreid + ' ' + name + ']';
    }
}
