package dev.fleetcast.memory;

/**
 * The party charged for memory: a user, or a network address without a login.
 *
 * @param name identifies the holder; never shown
 */
public record MemoryHolder(String name) {

    public static MemoryHolder ofUser(long userId) {
        return new MemoryHolder("user:" + userId);
    }

    public static MemoryHolder ofAddress(String address) {
        return new MemoryHolder("address:" + address);
    }
}
