package dev.fleetcast.alarm;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.fleetcast.registry.admin.OneLine;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The body that acknowledges an alarm, which its three fields identify.
 *
 * @param unitId the unit that reported it
 * @param code its event code
 * @param at the time that the message reports: {@code gps.timestamp}, else {@code timestamp}
 */
@JsonIgnoreProperties(ignoreUnknown = false)
@Schema(name = "NewAcknowledgement")
record NewAcknowledgement(
        @NotNull(message = "is required") Long unitId,

        @NotBlank(message = "is required") @OneLine @Size(max = 100) @Schema(examples = "PANIC")
        String code,

        @NotNull(message = "is required")
        @Schema(description = "The `gps.timestamp` of the message, else its `timestamp`.")
        Instant at) {}
