package dev.fleetcast.history.api;

import com.fasterxml.jackson.databind.JsonSerializable;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A response with entries of the past. */
@Schema(name = "PastList")
public record PastList(
        @Schema(type = SchemaType.ARRAY, implementation = Object.class, description = "The entries.")
        List<? extends JsonSerializable> data) {}
