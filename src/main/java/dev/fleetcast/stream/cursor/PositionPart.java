package dev.fleetcast.stream.cursor;

/**
 * The part of an event id that encodes the client's position in the feed; the same for every stream.
 *
 * @param text the encoded part
 * @param digest a keyed digest of it, the input of the whole id's authentication code
 */
public record PositionPart(byte[] text, byte[] digest) {}
