package dev.fleetcast.history.api;

import java.io.IOException;
import java.io.OutputStream;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.media.SchemaProperty;

/** A body of past messages that is written as they are read. A class of its own: JSON mappers take other streams. */
@Schema(
        name = "PastMessages",
        description = "Past messages in the chosen format.",
        properties = @SchemaProperty(name = "data", type = SchemaType.ARRAY, implementation = Object.class))
public final class TelemetryBody {

    @Schema(hidden = true)
    private final Content content;

    TelemetryBody(Content content) {
        this.content = content;
    }

    /** What is written. */
    @FunctionalInterface
    interface Content {

        void write(OutputStream out) throws IOException;
    }

    void write(OutputStream out) throws IOException {
        content.write(out);
    }
}
