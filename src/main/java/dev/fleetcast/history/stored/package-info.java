/**
 * The forms in which a message is stored: alone, compressed with a dictionary, or in a chunk with the others of its hour.
 *
 * <p>In reading order: {@code StoredMessage}, {@code Place}, {@code MessageCodec}, {@code Chunk}.
 */
package dev.fleetcast.history.stored;
