package dev.fleetcast.device.token;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.access.request.Visibility;
import dev.fleetcast.device.Device;
import dev.fleetcast.device.DeviceCaller;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** A user with a login. */
record UserCaller(Viewer viewer, Visibility visibility) implements DeviceCaller {

    @Override
    public OptionalLong userId() {
        return OptionalLong.of(viewer.userId());
    }

    @Override
    public Optional<Device> device() {
        return Optional.empty();
    }

    @Override
    public Set<Long> clients() {
        return visibility.clients(viewer);
    }

    @Override
    public boolean isLive() {
        return visibility.sessionLive(viewer);
    }

    @Override
    public String credentials() {
        return "session:" + viewer.sessionId();
    }
}
