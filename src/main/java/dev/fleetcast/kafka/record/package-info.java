/**
 * Records: written within bounds, read back, and their JSON form.
 *
 * <p>In reading order: {@code JsonTopics}, {@code JsonTopic}, {@code JsonReader}, {@code BoundedWriter}, {@code ReadBack}.
 */
package dev.fleetcast.kafka.record;
