package dev.fleetcast.device.event.stream;

import dev.fleetcast.device.Coreid;
import dev.fleetcast.device.Device;
import dev.fleetcast.device.DeviceCaller;
import dev.fleetcast.device.Devices;
import dev.fleetcast.device.event.log.LoggedEvent;
import dev.fleetcast.threading.ThreadSafe;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The events of a stream, by today's rights: those that a device which the caller may see published while it belonged to
 * a client of the caller's, and those of users of the caller's clients.
 */
@ThreadSafe
final class EventFilter implements Predicate<LoggedEvent> {

    private final DeviceCaller caller;
    private final Devices devices;
    private final Optional<Device> only;
    private final String prefix;

    /**
     * @param only the one device whose events are wanted; empty for all that the caller may see
     * @param prefix the start of the events' names; may be empty
     */
    EventFilter(DeviceCaller caller, Devices devices, Optional<Device> only, String prefix) {
        this.caller = caller;
        this.devices = devices;
        this.only = only;
        this.prefix = prefix;
    }

    @Override
    public boolean test(LoggedEvent event) {
        if (!event.name().startsWith(prefix)) {
            return false;
        }
        if (event.coreid().equals(Coreid.API)) {
            return only.isEmpty() && isAny(caller.clients(), event.clients());
        }
        return only.map(device -> device.coreid().value().equals(event.coreid()))
                        .orElse(true)
                && devices.byCoreid(event.coreid())
                        .filter(caller::maySee)
                        .filter(device -> mightSeeThen(device, event))
                        .isPresent();
    }

    /** Whether the caller may still follow the stream: the credentials are good, and its one device is the caller's. */
    boolean mayFollow() {
        return caller.isLive()
                && (only.isEmpty()
                        || only.flatMap(device ->
                                        devices.byCoreid(device.coreid().value()))
                                .filter(caller::maySee)
                                .isPresent());
    }

    private boolean mightSeeThen(Device device, LoggedEvent event) {
        OptionalLong former = devices.formerOwner(event.key(), event.recordedAt());
        return former.isEmpty()
                || former.getAsLong() == device.clientId()
                || caller.clients().contains(former.getAsLong());
    }

    private static boolean isAny(Set<Long> some, Set<Long> of) {
        return of.stream().anyMatch(some::contains);
    }
}
