package dev.fleetcast.history.format;

import java.time.ZoneId;

/**
 * The unit whose messages are written; of a role in a vehicle the unit of today: messages may be of others before it.
 *
 * @param unitId its number
 * @param name its name; null if it has none
 * @param zone its time zone
 */
public record Subject(long unitId, String name, ZoneId zone) {}
