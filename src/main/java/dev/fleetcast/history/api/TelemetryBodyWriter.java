package dev.fleetcast.history.api;

import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import org.jboss.resteasy.reactive.server.core.CurrentRequestManager;

/** Has bodies of past messages write themselves. */
@Provider
@Produces({
    MediaType.APPLICATION_JSON,
    "text/csv",
    "application/geo+json",
    "application/geo+json-seq",
    "application/gpx+xml",
    MediaType.WILDCARD
})
public final class TelemetryBodyWriter implements MessageBodyWriter<TelemetryBody> {

    @Override
    public boolean isWriteable(Class<?> type, Type generic, Annotation[] annotations, MediaType media) {
        return type == TelemetryBody.class;
    }

    @Override
    public void writeTo(
            TelemetryBody body,
            Class<?> type,
            Type generic,
            Annotation[] annotations,
            MediaType media,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        try {
            body.write(out);
        } catch (RuntimeException refused) {
            // A problem takes the place of this body; without this, RESTEasy would write it as text.
            CurrentRequestManager.get().setEntityWriter(null);
            throw refused;
        }
    }
}
