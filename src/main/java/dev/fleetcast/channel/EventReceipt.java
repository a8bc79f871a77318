package dev.fleetcast.channel;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What is known of an event's return receipt from one device.
 *
 * @param device the device's label
 * @param state {@code confirmed}, {@code pending}, or {@code overdue}: it was required by a time that is over
 * @param status what the device said of it; null until it has
 * @param at when it said so; null until it has
 */
public record EventReceipt(
        String device,

        @Schema(enumeration = {"confirmed", "pending", "overdue"})
        String state,

        String status,
        Instant at) {}
