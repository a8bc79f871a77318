package dev.fleetcast.channel.receipt;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.fleetcast.channel.log.LogPosition;
import java.time.Instant;

/**
 * The confirmation of an event by a device; its JSON form is the value of a record of the receipts topic.
 *
 * @param eventId the event's id
 * @param position its position in the log, see {@link LogPosition}
 * @param status the device's comment; null without one
 * @param at when the receipt was accepted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Receipt(String channel, String eventId, long position, String device, String status, Instant at) {}
