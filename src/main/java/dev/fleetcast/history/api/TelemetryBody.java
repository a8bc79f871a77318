package dev.fleetcast.history.api;

import java.io.IOException;
import java.io.OutputStream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A body of past messages that is written as they are read. Not a {@code StreamingOutput}: JSON mappers take those. */
@FunctionalInterface
@Schema(name = "PastMessages", description = "Past messages in the chosen format; of JSON `data` is an array.")
public interface TelemetryBody {

    void write(OutputStream out) throws IOException;
}
