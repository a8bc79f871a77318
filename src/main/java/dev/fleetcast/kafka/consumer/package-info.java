/**
 * A consumer of raw records that no record can stop, within bounds on memory.
 *
 * <p>In reading order: {@code SteadyConsumer}, {@code BoundedBytes}, {@code SingleReading}, {@code Unread}, {@code
 * SkippedRecords}, {@code ReadingConfig}, {@code ReadingLimits}.
 */
package dev.fleetcast.kafka.consumer;
