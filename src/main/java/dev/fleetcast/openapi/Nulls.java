package dev.fleetcast.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;

/** Allows null in a request: a field that is not required may be null, which Java types do not express. */
final class Nulls {

    private Nulls() {}

    static void allowWhereNothingIsRequired(Schema schema) {
        Set<String> required = schema.getRequired() == null ? Set.of() : new TreeSet<>(schema.getRequired());
        Map<String, Schema> properties = schema.getProperties() == null ? Map.of() : schema.getProperties();
        properties.forEach((name, property) -> {
            if (!required.contains(name)) {
                allow(property);
            }
        });
    }

    private static void allow(Schema property) {
        if (property.getRef() != null) {
            Schema thing = OASFactory.createSchema().ref(property.getRef());
            property.setRef(null);
            property.addAnyOf(thing).addAnyOf(OASFactory.createSchema().addType(SchemaType.NULL));
        } else if (property.getType() != null && !property.getType().contains(SchemaType.NULL)) {
            List<SchemaType> types = new ArrayList<>(property.getType());
            types.add(SchemaType.NULL);
            property.setType(types);
            if (property.getEnumeration() != null) {
                List<Object> values = new ArrayList<>(property.getEnumeration());
                values.add(null);
                property.setEnumeration(values);
            }
        }
    }
}
