package dev.fleetcast.access;

import jakarta.validation.constraints.NotBlank;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a user logs in with.
 *
 * @param username the user name or the e-mail address
 */
public record LoginRequest(
        @NotBlank(message = "is required") @Schema(examples = "demo")
        String username,

        @NotBlank(message = "is required") @Schema(examples = "demo")
        String password) {

    @Override
    public String toString() {
        return "LoginRequest";
    }
}
