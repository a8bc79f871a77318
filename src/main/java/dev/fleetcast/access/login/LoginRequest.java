package dev.fleetcast.access.login;

import jakarta.validation.constraints.NotBlank;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The body of a login.
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
