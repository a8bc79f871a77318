/**
 * Messages are recorded in the database, each once, together with the trips that they make.
 *
 * <p>In reading order: {@code RecordStore}, {@code FeedBatch}, {@code RecordedMessage}, {@code Filing}, {@code
 * FeedRows}, {@code MessageRows}, {@code Placements}, {@code SheetRows}, {@code SheetWriter}, {@code NewsRows},
 * {@code CurrentRows}, {@code TripNews}, {@code HistoryPartitions}, {@code Packing}.
 */
package dev.fleetcast.history.record;
