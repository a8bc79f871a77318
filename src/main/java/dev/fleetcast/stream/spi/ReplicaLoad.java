package dev.fleetcast.stream.spi;

/**
 * The load of one replica, for operators.
 *
 * @param streams the open streams
 * @param users the number of users with open streams
 * @param subscriptions the subscriptions of all streams
 * @param queued the events waiting for slow clients
 * @param lagMs the longest time of the last minutes from Kafka's time of a message to its write to a socket, in
 *     milliseconds
 */
public record ReplicaLoad(long streams, long users, long subscriptions, long queued, long lagMs) {}
