/**
 * The last steps of an event, from its stream to the connection, at the pace of the client: a bounded queue, writing in
 * batches, and what makes a client slow.
 *
 * <p>In reading order: {@code Sender}, {@code Outbox}, {@code EventWriter}, {@code EventLoop}, {@code Congestion}, {@code
 * Pacing}, {@code Pursuit}.
 */
package dev.fleetcast.stream.delivery;
