/**
 * What the database keeps for devices: queued commands, and reported variables.
 *
 * <p>In reading order: {@code QueuedCommands}, {@code CommandDeliveries}, {@code StreamQueue}, {@code QueueDelivery},
 * {@code QueuePublishing}, {@code GatewayAnswers}, {@code Variables}.
 */
package dev.fleetcast.device.command.store;
