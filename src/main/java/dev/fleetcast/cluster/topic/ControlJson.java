package dev.fleetcast.cluster.topic;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Converts values of the control topics to and from JSON. */
@ApplicationScoped
public class ControlJson {

    private final ObjectMapper json;

    public ControlJson(ObjectMapper json) {
        this.json = json;
    }

    public String text(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /**
     * Parses {@code text}.
     *
     * @throws IOException if it is not a value of that type
     */
    public <T> T value(byte[] text, Class<T> type) throws IOException {
        T value = text == null ? null : json.readValue(text, type);
        if (value == null) {
            throw new IOException("no value");
        }
        return value;
    }
}
