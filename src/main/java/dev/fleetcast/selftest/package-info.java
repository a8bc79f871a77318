/** A stream that tells what is done to streams between here and whoever asks for it. */
package dev.fleetcast.selftest;
