package dev.fleetcast.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.Components;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/**
 * The schema of telemetry messages in the OpenAPI document, from the JSON Schema that the application serves. Rules
 * between fields stay in that one: few generators of clients understand them.
 */
final class MessageSchemas {

    private static final String FILE = "/META-INF/resources/schemas/message.json";
    private static final String MESSAGE = "TelemetryMessage";
    private static final String DEFINITION = "#/$defs/";
    private static final ObjectMapper JSON = new ObjectMapper();

    private MessageSchemas() {}

    /**
     * Adds the message, its parts, and {@code TelemetryMessages}: a list. That a single message is accepted as well
     * stays prose: what generators make of either one or a list does not compile in every language.
     */
    static void addTo(Components components) {
        JsonNode message = read();
        Schema schema = schema(message);
        schema.setDescription(schema.getDescription() + " /schemas/message.json has all rules.");
        components.addSchema(MESSAGE, schema);
        components.addSchema(
                MESSAGE + "s",
                OASFactory.createSchema()
                        .description("A list of messages. A single message may be sent without a list.")
                        .addType(SchemaType.ARRAY)
                        .minItems(1)
                        .items(OASFactory.createSchema().ref(MESSAGE)));
        message.path("$defs")
                .properties()
                .forEach(definition -> components.addSchema(name(definition.getKey()), schema(definition.getValue())));
    }

    private static JsonNode read() {
        try (InputStream file = MessageSchemas.class.getResourceAsStream(FILE)) {
            return JSON.readTree(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Schema schema(JsonNode json) {
        Schema schema = OASFactory.createSchema();
        json.properties().forEach(keyword -> set(schema, keyword.getKey(), keyword.getValue()));
        return schema;
    }

    private static void set(Schema schema, String keyword, JsonNode value) {
        switch (keyword) {
            case "$ref" -> schema.setRef(name(value.asText().substring(DEFINITION.length())));
            case "description" -> schema.setDescription(value.asText());
            case "pattern" -> schema.setPattern(value.asText());
            case "type" -> schema.setType(types(value));
            case "required" -> value.forEach(name -> schema.addRequired(name.asText()));
            case "enum" -> value.forEach(text -> schema.addEnumeration(text.asText()));
            case "const" -> setOnly(schema, value);
            case "minimum" -> schema.setMinimum(new BigDecimal(value.asText()));
            case "maximum" -> schema.setMaximum(new BigDecimal(value.asText()));
            case "anyOf" -> value.forEach(each -> schema.addAnyOf(schema(each)));
            case "properties" ->
                value.properties()
                        .forEach(property -> schema.addProperty(property.getKey(), schema(property.getValue())));
            default -> {
                // $schema, title, examples, and rules between fields.
            }
        }
    }

    /** Generators make constants of texts only. */
    private static void setOnly(Schema schema, JsonNode value) {
        if (value.isNumber()) {
            schema.minimum(value.decimalValue()).maximum(value.decimalValue());
        } else {
            schema.addEnumeration(value.asText());
        }
    }

    private static List<SchemaType> types(JsonNode names) {
        List<SchemaType> types = new ArrayList<>();
        (names.isArray() ? names : List.of(names))
                .forEach(name -> types.add(SchemaType.valueOf(name.asText().toUpperCase(Locale.ROOT))));
        return types;
    }

    private static String name(String definition) {
        return "Telemetry" + Character.toUpperCase(definition.charAt(0)) + definition.substring(1);
    }
}
