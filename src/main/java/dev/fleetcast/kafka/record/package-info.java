/**
 * Records: written within bounds, read back, their JSON form, and dead letters.
 *
 * <p>In reading order: {@code JsonTopics}, {@code JsonTopic}, {@code JsonReader}, {@code BoundedWriter}, {@code BulkWriter},
 * {@code ReadBack}, {@code DeadLetters}.
 */
package dev.fleetcast.kafka.record;
