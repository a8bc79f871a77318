/**
 * Connect, subscribe, unsubscribe and pong over HTTP and over WebSockets.
 *
 * <p>In reading order: {@code StreamResource}, {@code StreamOpener}, {@code Reconnects},
 * {@code SubscriptionResource}, {@code SubscriptionCalls}, {@code StreamRequests}, {@code PongResource},
 * {@code PongRoute}; for WebSockets {@code StreamSocketRoute}, {@code SocketSession}, {@code SocketCommands}.
 */
package dev.fleetcast.stream.api;
