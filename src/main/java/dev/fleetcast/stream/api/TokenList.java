package dev.fleetcast.stream.api;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * A request with several subscription tokens.
 *
 * @param tokens at most 1,000
 * @param mode {@code every} (the default) or {@code latest}; for subscribing only
 * @param interval the interval of {@code latest}, an ISO 8601 duration
 */
@JsonIgnoreProperties(ignoreUnknown = false)
public record TokenList(
        @NotEmpty(message = "must name at least one token")
        @Size(max = 1_000, message = "must have at most 1000 elements")
        List<@NotNull(message = "must not be null") String> tokens,

        String mode,
        String interval) {}
