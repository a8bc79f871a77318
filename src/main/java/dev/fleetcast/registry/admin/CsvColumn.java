package dev.fleetcast.registry.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A form field as a CSV column: an empty cell is null, and lists are separated by semicolons.
 *
 * @param name the field's name on the wire
 * @param type the field's type
 */
record CsvColumn(String name, Type type) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** The columns of a form, by name. */
    static Map<String, CsvColumn> of(Class<? extends RegistryForm> form) {
        Map<String, CsvColumn> columns = new LinkedHashMap<>();
        Arrays.stream(form.getRecordComponents())
                .map(CsvColumn::of)
                .forEach(column -> columns.put(column.name, column));
        return columns;
    }

    private static CsvColumn of(RecordComponent component) {
        return new CsvColumn(FieldNames.of(component), component.getGenericType());
    }

    /** The value of the cell. Text that does not match the column's type stays text, which the form then refuses. */
    JsonNode read(String cell) {
        return isList() ? list(cell) : value(cell, type);
    }

    private boolean isList() {
        return type instanceof ParameterizedType list
                && list.getRawType() instanceof Class<?> raw
                && Collection.class.isAssignableFrom(raw);
    }

    private ArrayNode list(String cell) {
        Type entry = ((ParameterizedType) type).getActualTypeArguments()[0];
        ArrayNode list = JSON.arrayNode();
        if (!cell.isBlank()) {
            Arrays.stream(cell.split(";", -1)).forEach(text -> list.add(value(text.strip(), entry)));
        }
        return list;
    }

    private static JsonNode value(String text, Type type) {
        if (text.isEmpty()) {
            return JSON.nullNode();
        }
        if (type == Long.class && text.matches("-?[0-9]{1,18}")) {
            return JSON.numberNode(Long.parseLong(text));
        }
        if (type == Boolean.class && (text.equals("true") || text.equals("false"))) {
            return JSON.booleanNode(text.equals("true"));
        }
        return JSON.textNode(text);
    }
}
