package dev.fleetcast.stream.api;

import dev.fleetcast.access.Viewer;
import dev.fleetcast.sse.SseConnection;
import dev.fleetcast.stream.Stream;
import dev.fleetcast.stream.event.Envelope;
import java.util.function.Consumer;

/**
 * A client that wants a stream.
 *
 * @param viewer null while anonymous
 * @param opened takes the stream, on the event loop
 */
record Arrival(SseConnection connection, Envelope envelope, Viewer viewer, Consumer<Stream> opened) {}
