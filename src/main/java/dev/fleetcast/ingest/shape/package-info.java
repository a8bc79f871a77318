/**
 * Records of other systems, read as universal messages.
 *
 * <p>In reading order: {@code Shapes}, {@code Shape}, {@code TraccarShape}, {@code TraccarEvents},
 * {@code MappedShape}, {@code Mapping}, {@code MappedPlaces}, {@code MappedTime}, {@code Numbers}, {@code DeviceName},
 * {@code RecordSplit}.
 */
package dev.fleetcast.ingest.shape;
