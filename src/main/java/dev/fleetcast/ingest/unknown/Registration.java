package dev.fleetcast.ingest.unknown;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.fleetcast.registry.admin.OneLine;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.validator.constraints.UniqueElements;

/**
 * Which unknown devices to register, all or none.
 *
 * @param keys their keys
 * @param clientId the client that will own the units
 * @param name the name of each unit, in which {@code {key}} stands for its key; the key by default
 */
@JsonIgnoreProperties(ignoreUnknown = false)
@Schema(name = "DeviceRegistration")
public record Registration(
        @NotEmpty(message = "must have at least one key")
        @Size(max = MAX_KEYS, message = "must have at most " + MAX_KEYS + " keys")
        @UniqueElements(message = "must not have a key twice")
        List<
                        @NotBlank(message = "must not be blank")
                        @Size(max = 50, message = "must have at most 50 characters") @OneLine String>
                keys,

        @NotNull(message = "is required") Long clientId,

        @OneLine
        @Size(max = 200, message = "must have at most 200 characters")
        @Schema(nullable = true, examples = "Tracker {key}")
        String name) {

    static final int MAX_KEYS = 1_000;

    private static final String KEY = "{key}";

    /** The name of the unit with that key. */
    String nameOf(String key) {
        return name == null || name.isBlank() ? key : name.replace(KEY, key);
    }
}
