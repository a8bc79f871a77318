/** Replays a day of real buses, endlessly, at the current time. Not part of the packaged application. */
package dev.fleetcast.demo.replay;
