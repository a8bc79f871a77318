package dev.fleetcast.channel;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * That a device has confirmed an event; as JSON it is the value of a record of the receipts topic.
 *
 * @param eventId the event's id
 * @param position its place in the log, see {@link LogPosition}
 * @param status what the device says; null when it says nothing
 * @param at when this was taken
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Receipt(String channel, String eventId, long position, String device, String status, Instant at) {}
