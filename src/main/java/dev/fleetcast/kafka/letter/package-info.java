/** Records that cannot be used, as they go to a topic of their own. */
package dev.fleetcast.kafka.letter;
