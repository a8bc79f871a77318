package dev.fleetcast.stream;

/**
 * The part of an event's id that says how much of the feed its client has been given; the same for every stream.
 *
 * @param text as it stands in the id
 * @param digest a keyed digest of it, from which the authentication code of the whole id is made
 */
record PositionPart(byte[] text, byte[] digest) {}
