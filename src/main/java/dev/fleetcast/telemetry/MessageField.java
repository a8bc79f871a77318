package dev.fleetcast.telemetry;

/**
 * A field with a defined meaning.
 *
 * @param path its name with the enclosing object's prefix, such as {@code gps.latitude}
 * @param bit a bit unique among the fields of that object
 */
record MessageField(String path, long bit, FieldRule rule) {}
