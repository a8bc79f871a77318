package dev.fleetcast.device;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** A user of these clients, for tests. */
public record TestCaller(long user, Set<Long> clients) implements DeviceCaller {

    public static TestCaller of(long user, Long... clients) {
        return new TestCaller(user, Set.of(clients));
    }

    @Override
    public OptionalLong userId() {
        return OptionalLong.of(user);
    }

    @Override
    public Optional<Device> device() {
        return Optional.empty();
    }

    @Override
    public boolean isLive() {
        return true;
    }

    @Override
    public String credentials() {
        return "test:" + user;
    }
}
