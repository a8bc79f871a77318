package dev.fleetcast.access;

import java.util.Optional;

/**
 * Who makes a request that a login or a device token allows; neither, for somebody who shows nothing.
 *
 * @param viewer the login
 * @param device the device that a token was issued for
 */
public record Caller(Optional<Viewer> viewer, Optional<DeviceLogin> device) {

    static final Caller NOBODY = new Caller(Optional.empty(), Optional.empty());

    static Caller user(Viewer viewer) {
        return new Caller(Optional.of(viewer), Optional.empty());
    }

    static Caller device(DeviceLogin device) {
        return new Caller(Optional.empty(), Optional.of(device));
    }

    /** Whether nothing was shown. */
    public boolean isNobody() {
        return viewer.isEmpty() && device.isEmpty();
    }
}
