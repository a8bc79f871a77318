/** Checks of the settings before a packaged application starts; all problems are reported at once. */
package dev.fleetcast.preflight;
