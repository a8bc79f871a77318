package dev.fleetcast.access.login;

import dev.fleetcast.access.user.PasswordRules;
import jakarta.validation.constraints.NotBlank;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The body of a password change.
 *
 * @param oldPassword the current password
 * @param newPassword one that follows the {@link PasswordRules}
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
