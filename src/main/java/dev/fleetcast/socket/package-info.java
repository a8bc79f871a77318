/**
 * The connection of a WebSocket: carries the events of a stream as JSON text frames, independent of their source.
 *
 * <p>In reading order: {@code SocketOutlet}, {@code EventFrames}, {@code SocketLimits}.
 */
package dev.fleetcast.socket;
