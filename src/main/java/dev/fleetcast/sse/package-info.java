/**
 * The wire: how events get on a connection, whoever sends them.
 *
 * <p>Format: the server-sent events of the HTML standard, over HTTP/1.1 and HTTP/2.
 */
package dev.fleetcast.sse;
