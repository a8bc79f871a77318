package dev.fleetcast.telemetry;

/**
 * A field with a stated meaning.
 *
 * @param path its name, behind that of the object it is in, such as {@code gps.latitude}
 * @param bit one bit of its own among the fields of that object
 */
record MessageField(String path, long bit, FieldRule rule) {}
