/** Plain Kafka plumbing below the features: topics, and readers that need no consumer group. */
package dev.fleetcast.kafka;
