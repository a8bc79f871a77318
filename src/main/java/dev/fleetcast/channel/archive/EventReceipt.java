package dev.fleetcast.channel.archive;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The state of an event's return receipt from one device.
 *
 * @param device the device's label
 * @param state {@code confirmed}, {@code pending}, or {@code overdue} after the deadline of a required receipt
 * @param status the device's comment; null until confirmed
 * @param at when the device confirmed; null until then
 */
public record EventReceipt(
        String device,

        @Schema(enumeration = {"confirmed", "pending", "overdue"})
        String state,

        @Schema(nullable = true) String status,
        @Schema(nullable = true) Instant at) {}
