/**
 * The demo fleet and its accounts; in dev mode also an embedded broker and database, a replay of real positions, and
 * simulated devices.
 *
 * <p>In reading order: {@code DemoData}, {@code DemoLoad}, {@code DemoFleet}, {@code DemoRows}, {@code DemoAccount},
 * {@code DemoCities}.
 */
package dev.fleetcast.demo;
