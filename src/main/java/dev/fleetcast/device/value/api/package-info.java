/** Shared values over HTTP. */
package dev.fleetcast.device.value.api;
