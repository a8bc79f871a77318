/** Checks of text: well-formed UTF-8, whole characters. Depends on nothing; usable everywhere. */
package dev.fleetcast.text;
