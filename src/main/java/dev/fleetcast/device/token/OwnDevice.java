package dev.fleetcast.device.token;

import dev.fleetcast.access.token.DeviceLogin;
import dev.fleetcast.access.token.DeviceTokens;
import dev.fleetcast.device.Device;
import dev.fleetcast.device.DeviceCaller;
import dev.fleetcast.device.Devices;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** A device with its token: the label of the token is the device's coreid, IMEI, serial number or unit id. */
record OwnDevice(DeviceLogin login, DeviceTokens tokens, Devices devices) implements DeviceCaller {

    @Override
    public OptionalLong userId() {
        return OptionalLong.empty();
    }

    @Override
    public Optional<Device> device() {
        return devices.byNumber(login.device());
    }

    @Override
    public Set<Long> clients() {
        return isLive() ? device().map(own -> Set.of(own.clientId())).orElse(Set.of()) : Set.of();
    }

    @Override
    public boolean isLive() {
        return tokens.isLive(login) && device().isPresent();
    }

    @Override
    public String credentials() {
        return "device:" + login.device();
    }
}
