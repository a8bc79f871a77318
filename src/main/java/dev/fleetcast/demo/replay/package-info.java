/** Replays a day of real buses, over and over, as if it was now. Not part of the packaged application. */
package dev.fleetcast.demo.replay;
