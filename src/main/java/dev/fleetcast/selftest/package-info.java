/**
 * A stream that shows how proxies between server and client treat streams.
 *
 * <p>In reading order: {@code SelfTestResource}, {@code SelfTest}, {@code Step}, {@code StepText}.
 */
package dev.fleetcast.selftest;
