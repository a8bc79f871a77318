package dev.fleetcast.memory;

/**
 * Who makes the process hold something: a user, or a network address where there is no login.
 *
 * @param name tells holders apart; never shown
 */
public record MemoryHolder(String name) {

    public static MemoryHolder ofUser(long userId) {
        return new MemoryHolder("user:" + userId);
    }

    public static MemoryHolder ofAddress(String address) {
        return new MemoryHolder("address:" + address);
    }
}
