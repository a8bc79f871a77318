/** Plain Kafka infrastructure below the features: topics, and readers without a consumer group. */
package dev.fleetcast.kafka;
