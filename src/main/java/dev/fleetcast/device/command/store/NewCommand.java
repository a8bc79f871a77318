package dev.fleetcast.device.command.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Optional;

/**
 * A command to keep.
 *
 * @param coreid the device
 * @param clientId its owner
 * @param function the function to call
 * @param arg the argument, perhaps empty
 * @param life how long it may wait for its device
 * @param issuedBy who issues it
 * @param idempotencyKey what the sender calls it, so that a repetition is not another command
 */
public record NewCommand(
        String coreid,
        long clientId,
        String function,
        String arg,
        Duration life,
        String issuedBy,
        Optional<String> idempotencyKey) {

    /** What a repetition has in common with the first one. */
    byte[] hash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            String text = String.join("\n", coreid, function, Long.toString(life.toMillis()), arg);
            return digest.digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
