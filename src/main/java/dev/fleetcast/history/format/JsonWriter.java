package dev.fleetcast.history.format;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.query.Fields;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;

/** Writes messages as they are. */
final class JsonWriter implements MessageWriter {

    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN);

    private final JsonGenerator json;
    private final Optional<Fields> fields;

    JsonWriter(OutputStream out, Optional<Fields> fields) throws IOException {
        this.json = MAPPER.createGenerator(out)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
        this.fields = fields;
        json.writeStartObject();
        json.writeArrayFieldStart("data");
    }

    @Override
    public void write(PastMessage message) throws IOException {
        ObjectNode content = message.content();
        json.writeTree(fields.isPresent() ? fields.get().of(content) : content);
    }

    @Override
    public void end() throws IOException {
        json.writeEndArray();
        json.writeEndObject();
        json.close();
    }
}
