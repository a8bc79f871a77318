package dev.fleetcast.device.api;

import dev.fleetcast.device.Device;
import dev.fleetcast.device.DeviceCaller;
import dev.fleetcast.device.Devices;
import dev.fleetcast.device.RequestFields;
import dev.fleetcast.device.event.stream.EventStreamRequest;
import dev.fleetcast.device.event.stream.EventStreams;
import dev.fleetcast.sse.LastEventId;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.sse.SseEventSink;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Opens the streams of the paths that end with {@code events}, or with the start of an event's name after it. */
@ApplicationScoped
class EventPaths {

    private static final Pattern OF_ALL = Pattern.compile("/v1/(?:devices/)?events(?:/(.*))?");
    private static final Pattern OF_DEVICE = Pattern.compile("/v1/devices/[^/]+/events(?:/(.*))?");
    private static final Pattern GROUP = Pattern.compile("[A-Za-z0-9._~-]{1,64}");

    private final EventStreams streams;
    private final Devices devices;

    EventPaths(EventStreams streams, Devices devices) {
        this.streams = streams;
        this.devices = devices;
    }

    /** Opens the stream of all that the caller may see. */
    void open(SseEventSink sink, RoutingContext request) {
        open(Optional.empty(), sink, request);
    }

    /** Opens the stream of one device; {@code /v1/devices/events/events} has no device in it. */
    void openDevice(String id, SseEventSink sink, RoutingContext request) {
        open(
                id.equals("events") ? Optional.empty() : Optional.of(devices.require(DeviceCaller.of(request), id)),
                sink,
                request);
    }

    private void open(Optional<Device> device, SseEventSink sink, RoutingContext request) {
        Optional<String> group = Optional.ofNullable(request.queryParams().get("group"));
        if (group.isPresent() && !GROUP.matcher(group.get()).matches()) {
            throw RequestFields.badRequest("group: must be 1 to 64 characters of A-Z a-z 0-9 . _ ~ -");
        }
        String prefix = prefix(request.request().path(), device.isPresent());
        streams.open(
                new EventStreamRequest(
                        DeviceCaller.of(request), device, prefix, LastEventId.of(request.request()), group),
                sink,
                request);
    }

    /**
     * The start of the event's name: its slashes are written as they are or as {@code %2F}, so the path is read before it
     * is decoded.
     */
    static String prefix(String path, boolean ofDevice) {
        Matcher matcher = (ofDevice ? OF_DEVICE : OF_ALL).matcher(path);
        if (!matcher.matches()) {
            throw RequestFields.badRequest("The path must not have empty parts before the start of the event's name.");
        }
        String rest = matcher.group(1) == null ? "" : matcher.group(1);
        try {
            return URLDecoder.decode(rest.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            throw RequestFields.badRequest("The path is not encoded correctly.");
        }
    }
}
