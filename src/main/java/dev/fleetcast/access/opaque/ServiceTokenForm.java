package dev.fleetcast.access.opaque;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.fleetcast.registry.admin.OneLine;
import jakarta.validation.constraints.Future;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The body that asks for a service account's token.
 *
 * @param name tells the account's tokens apart; unique among them
 * @param expiresAt when the token ends; at most and by default one {@code fleetcast.access.service-token-lifetime} from now
 */
@JsonIgnoreProperties(ignoreUnknown = false)
@Schema(name = "NewServiceToken")
record ServiceTokenForm(
        @NotBlank(message = "is required") @OneLine @Size(max = 100) @Schema(examples = "reporting server")
        String name,

        @Future(message = "must be in the future") @Schema(nullable = true)
        Instant expiresAt) {}
