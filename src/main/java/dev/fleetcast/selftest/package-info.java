/** A stream that shows how proxies between server and client treat streams. */
package dev.fleetcast.selftest;
