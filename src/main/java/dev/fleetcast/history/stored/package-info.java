/**
 * Messages as they are stored, and how they are read again: alone, compressed with a dictionary, or in a chunk with others of
 * their hour.
 *
 * <p>In reading order: {@code StoredMessage}, {@code Place}, {@code MessageCodec}, {@code Dictionaries}, {@code Chunk},
 * {@code Selection}, {@code PastMessages}, {@code PackedMessages}.
 */
package dev.fleetcast.history.stored;
