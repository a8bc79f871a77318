package dev.fleetcast.openapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.media.Schema;

/**
 * States in the OpenAPI document what is always there. Responses have every property, and only those with
 * {@code @Schema(nullable = true)} may be null. In requests, a property that is not required may be null or missing. A
 * schema of both gets a copy for requests, with the suffix {@code Input}.
 */
final class Presence {

    private static final String SUFFIX = "Input";

    private Presence() {}

    static void state(OpenAPI api) {
        Map<String, Schema> schemas = api.getComponents().getSchemas();
        SchemaUses uses = SchemaUses.in(api);
        Set<String> both = new TreeSet<>(uses.sent());
        both.retainAll(uses.answered());
        both.forEach(name -> api.getComponents().addSchema(name + SUFFIX, copy(schemas.get(name))));
        SchemaUses.requests(api).forEach(request -> referToInputs(request, both));
        Map<String, Schema> all = api.getComponents().getSchemas();
        uses.sent().forEach(name -> {
            Schema sent = all.get(both.contains(name) ? name + SUFFIX : name);
            referToInputs(sent, both);
            Nulls.allowWhereNothingIsRequired(sent);
        });
        uses.answered().forEach(name -> requireAll(all.get(name)));
    }

    private static void referToInputs(Schema request, Set<String> both) {
        SchemaUses.forEach(
                request,
                schema ->
                        SchemaUses.name(schema).filter(both::contains).ifPresent(name -> schema.setRef(name + SUFFIX)));
    }

    private static void requireAll(Schema answered) {
        if (answered.getProperties() == null) {
            return;
        }
        Map<String, Schema> shown = new LinkedHashMap<>(answered.getProperties());
        shown.values().removeIf(property -> Boolean.TRUE.equals(property.getWriteOnly()));
        answered.setProperties(shown);
        answered.setRequired(List.copyOf(shown.keySet()));
    }

    private static Schema copy(Schema schema) {
        Schema copy = OASFactory.createSchema();
        copy.setAll(new LinkedHashMap<>(schema.getAll()));
        if (schema.getProperties() != null) {
            Map<String, Schema> properties = new LinkedHashMap<>();
            schema.getProperties().forEach((name, property) -> properties.put(name, copy(property)));
            copy.setProperties(properties);
        }
        return copy;
    }
}
