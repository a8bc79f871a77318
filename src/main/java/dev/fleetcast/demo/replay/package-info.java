/**
 * Replays a day of real buses, endlessly, at the current time. Not part of the packaged application.
 *
 * <p>In reading order: {@code Replay}, {@code BusDay}, {@code TrackBuilder}, {@code Track}, {@code Circuit},
 * {@code UnitReplay}, {@code Schedule}, {@code DemoPast}, {@code DemoStreets}.
 */
package dev.fleetcast.demo.replay;
