package dev.fleetcast.stream;

/**
 * How much one replica has to do, for operators to look at.
 *
 * @param streams open on it
 * @param users whose streams they are
 * @param subscriptions of all of them
 * @param queued events that wait for slow clients
 * @param lagMs the longest time of the last minutes from Kafka's time of a message to its write to a socket, in milliseconds
 */
public record ReplicaFigures(long streams, long users, long subscriptions, long queued, long lagMs) {}
