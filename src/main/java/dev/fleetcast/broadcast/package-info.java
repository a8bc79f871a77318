/**
 * Broadcasts: messages to everybody, to the listeners of a type, or to one user, and each user's history of them.
 *
 * <p>In reading order: {@code BroadcastResource}, {@code Broadcast}, {@code Logs}, {@code EventsResource}, {@code
 * Listener}, {@code NotificationResource}, {@code Notifications}, {@code ReadMarks}.
 */
package dev.fleetcast.broadcast;
