package dev.fleetcast.device.command.stream;

import dev.fleetcast.device.Device;
import dev.fleetcast.device.DeviceCaller;
import java.util.List;
import java.util.Optional;

/**
 * A device's request for its commands.
 *
 * @param device the device
 * @param caller the device's token, which bounds the stream
 * @param functions the functions it has; empty if it does not say
 * @param variables the variables it has; empty if it does not say
 */
public record CommandStreamRequest(
        Device device, DeviceCaller caller, Optional<List<String>> functions, Optional<List<String>> variables) {

    /** The device's name on the wire. */
    public String coreid() {
        return device.coreid().value();
    }
}
