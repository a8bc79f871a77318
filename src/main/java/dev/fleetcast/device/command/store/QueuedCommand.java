package dev.fleetcast.device.command.store;

import dev.fleetcast.device.command.Answer;
import dev.fleetcast.device.command.Command;
import java.time.Instant;

/**
 * A command that is kept for a device.
 *
 * @param command what the device receives
 * @param position orders the commands of a device
 * @param state how far it is
 * @param issuedBy who has issued it
 * @param sentAt when it was written to the device first, or null
 * @param endedAt when its last state began, or null
 * @param answer what the device answered, or null
 */
public record QueuedCommand(
        Command command,
        long position,
        CommandState state,
        String issuedBy,
        Instant sentAt,
        Instant endedAt,
        Answer answer) {}
