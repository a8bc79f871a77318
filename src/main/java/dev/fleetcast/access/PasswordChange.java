package dev.fleetcast.access;

import jakarta.validation.constraints.NotBlank;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What users change their own password with.
 *
 * @param oldPassword the password until now
 * @param newPassword at most {@link Passwords#MAX_BYTES} bytes
 */
record PasswordChange(
        @NotBlank(message = "is required") @Schema(examples = "demo", writeOnly = true)
        String oldPassword,

        @NotBlank(message = "is required") @Schema(examples = "correct horse battery staple", writeOnly = true)
        String newPassword) {

    @Override
    public String toString() {
        return "PasswordChange";
    }
}
