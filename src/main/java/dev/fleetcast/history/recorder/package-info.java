/**
 * The recorder: reads the feed in a consumer group, has it recorded, and publishes the trips that were found.
 *
 * <p>In reading order: {@code Recorder}, {@code RecorderConfig}, {@code TripMessages}, {@code RecorderOutput}, {@code
 * RecorderMetrics}, {@code HistoryUpkeep}.
 */
package dev.fleetcast.history.recorder;
