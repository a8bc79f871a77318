package dev.fleetcast.access.request;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.access.token.DeviceLogin;
import java.util.Optional;

/**
 * The caller of a request that accepts a login or a device token; both are empty for an anonymous caller.
 *
 * @param viewer the login
 * @param device the device the token was issued for
 */
public record Caller(Optional<Viewer> viewer, Optional<DeviceLogin> device) {

    static final Caller ANONYMOUS = new Caller(Optional.empty(), Optional.empty());

    static Caller user(Viewer viewer) {
        return new Caller(Optional.of(viewer), Optional.empty());
    }

    static Caller device(DeviceLogin device) {
        return new Caller(Optional.empty(), Optional.of(device));
    }

    /** Whether the request carried no credentials. */
    public boolean isAnonymous() {
        return viewer.isEmpty() && device.isEmpty();
    }
}
