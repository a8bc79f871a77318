/**
 * Simulated devices, which speak to Fleetcast over HTTP as firmware does. Not part of the packaged application.
 *
 * <p>In reading order: {@code DemoDevices}, {@code DemoDevice}, {@code Sensor}, {@code DeviceLink}.
 */
package dev.fleetcast.demo.device;
