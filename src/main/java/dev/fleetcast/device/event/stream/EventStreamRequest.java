package dev.fleetcast.device.event.stream;

import dev.fleetcast.device.Device;
import dev.fleetcast.device.DeviceCaller;
import java.util.Optional;

/**
 * A request for a stream of events.
 *
 * @param caller whose rights hold
 * @param only the one device whose events are wanted; empty for all that the caller may see
 * @param prefix the start of the events' names; may be empty
 * @param lastEventId the id of the last event the client received
 * @param group the name of the caller's group of servers that share the stream
 */
public record EventStreamRequest(
        DeviceCaller caller,
        Optional<Device> only,
        String prefix,
        Optional<String> lastEventId,
        Optional<String> group) {}
