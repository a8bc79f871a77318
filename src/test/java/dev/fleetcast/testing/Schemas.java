package dev.fleetcast.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.nio.file.Path;
import java.util.List;

/** The JSON Schemas that the application serves. */
public enum Schemas {
    MESSAGE("message.json"),
    EXTENDED_MESSAGE("extended-message.json"),
    STREAM_EVENT("stream-event.json"),
    PUSHED_EVENT("pushed-event.json"),
    CHANNEL_EVENT("channel-event.json"),
    RECEIPT("receipt.json"),
    PRESENCE("presence.json"),
    PRESENCE_EVENT("presence-event.json"),
    DEVICE_EVENT("device-event.json"),
    DEVICE_ACK("device-ack.json"),
    COMMAND("command.json"),
    COMMAND_RESULT("command-result.json"),
    VALUE_VERSION("value-version.json");

    private final JsonSchema schema;

    Schemas(String file) {
        Path path = Path.of("src", "main", "resources", "META-INF", "resources", "schemas", file);
        schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(
                        SchemaLocation.of(path.toUri().toString()),
                        SchemaValidatorsConfig.builder()
                                .formatAssertionsEnabled(true)
                                .build());
    }

    /** The validation errors of a document; empty if it is valid. */
    public List<String> complaints(JsonNode json) {
        return schema.validate(json).stream().map(ValidationMessage::getMessage).toList();
    }

    /** The examples of the schema. */
    public JsonNode examples() {
        return schema.getSchemaNode().path("examples");
    }
}
