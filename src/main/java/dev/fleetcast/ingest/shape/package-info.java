/**
 * Records of other systems, read as universal messages.
 *
 * <p>In reading order: {@code Shapes}, {@code Shape}, {@code TraccarShape}, {@code TraccarEvents}.
 */
package dev.fleetcast.ingest.shape;
