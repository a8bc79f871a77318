package dev.fleetcast.alarm;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An acknowledged alarm.
 *
 * @param unitId the unit that reported it
 * @param code its event code
 * @param at the time that its message reports, to the millisecond
 * @param acknowledgedBy the user name
 * @param acknowledgedAt by the gateway's clock, to the millisecond
 */
@Schema(name = "Acknowledgement", description = "Who has acknowledged an alarm.")
record Acknowledgement(long unitId, String code, Instant at, String acknowledgedBy, Instant acknowledgedAt) {}
