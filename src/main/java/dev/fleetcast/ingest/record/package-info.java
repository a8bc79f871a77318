/**
 * What a record of the feed turns out to be.
 *
 * <p>In reading order: {@code RecordInterpreter}, {@code CloudEvents}, {@code LateOffsets}, {@code
 * TripFields}, {@code Updates}.
 */
package dev.fleetcast.ingest.record;
