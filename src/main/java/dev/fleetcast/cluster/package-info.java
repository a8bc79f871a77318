/**
 * Communication between replicas over Kafka: known streams and their holders, calls for streams on other replicas, live
 * replicas, and marks of the feed.
 */
package dev.fleetcast.cluster;
