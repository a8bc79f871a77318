/** What is looked at before a packaged application starts, so that a wrong setting is told at once and in full. */
package dev.fleetcast.preflight;
