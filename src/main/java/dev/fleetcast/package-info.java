/** Fleetcast: live vehicle telemetry from Kafka to dashboards over Server-Sent Events. */
package dev.fleetcast;
