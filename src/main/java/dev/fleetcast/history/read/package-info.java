/**
 * Reads the past: the messages of units as they are shown, the sheets of their trips, who may see them.
 *
 * <p>In reading order: {@code UnitHistory}, {@code PastReading}, {@code Repeats}, {@code TripsOfDay}, {@code
 * ReaderLimit}, {@code MessagesByKey}, {@code PictureRows}, {@code LocalTimes}, {@code Assignments}, {@code FleetSheets}, {@code
 * LastMessages}.
 */
package dev.fleetcast.history.read;
