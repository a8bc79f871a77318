/** What is text at all: well-formed UTF-8, whole characters. Depends on nothing, and everything may use it. */
package dev.fleetcast.text;
