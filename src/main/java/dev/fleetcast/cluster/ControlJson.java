package dev.fleetcast.cluster;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The form of values on the control topics. */
@ApplicationScoped
class ControlJson {

    private final ObjectMapper json;

    ControlJson(ObjectMapper json) {
        this.json = json;
    }

    String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /**
     * What {@code text} says.
     *
     * @throws IOException when it is not such a value
     */
    <T> T value(byte[] text, Class<T> type) throws IOException {
        T value = text == null ? null : json.readValue(text, type);
        if (value == null) {
            throw new IOException("no value");
        }
        return value;
    }
}
