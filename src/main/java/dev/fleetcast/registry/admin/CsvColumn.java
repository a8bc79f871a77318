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
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * A form field as a CSV column: an empty cell is null, and the entries of a list are separated by semicolons, commas or
 * bars.
 *
 * @param name the field's name on the wire
 * @param type the field's type
 */
record CsvColumn(String name, Type type) {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Spreadsheets calculate cells that begin like this; an apostrophe before it makes them text. */
    private static final Pattern FORMULA = Pattern.compile("[=+\\-@].*", Pattern.DOTALL);

    private static final Pattern QUOTED_FORMULA = Pattern.compile("'[=+\\-@].*", Pattern.DOTALL);

    /** A spreadsheet writes truth values in its own language: English, German, French, Italian, Spanish. */
    private static final Set<String> TRUE = Set.of("true", "wahr", "vrai", "vero", "verdadero");

    private static final Set<String> FALSE = Set.of("false", "falsch", "faux", "falso");

    /** The columns of a form and of further texts, by name. */
    static Map<String, CsvColumn> of(Class<? extends RegistryForm> form, Set<String> more) {
        Map<String, CsvColumn> columns = new LinkedHashMap<>();
        Arrays.stream(form.getRecordComponents())
                .map(CsvColumn::of)
                .forEach(column -> columns.put(column.name, column));
        more.forEach(name -> columns.put(name, new CsvColumn(name, String.class)));
        return columns;
    }

    private static CsvColumn of(RecordComponent component) {
        return new CsvColumn(FieldNames.of(component), component.getGenericType());
    }

    /** The value of the cell. Text that does not match the column's type stays text, which the form then refuses. */
    JsonNode read(String cell) {
        return isList() ? list(cell) : value(cell, type);
    }

    /** The cell of the value; {@link #read} gives the value again. */
    static String write(JsonNode value) {
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false)
                    .map(JsonNode::asText)
                    .collect(Collectors.joining(";"));
        }
        String text = value.isNull() || value.isMissingNode() ? "" : value.asText();
        return value.isTextual() && FORMULA.matcher(text).matches() ? "'" + text : text;
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
            Arrays.stream(cell.split("[;,|]", -1)).forEach(text -> list.add(value(text.strip(), entry)));
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
        String word = text.toLowerCase(Locale.ROOT);
        if (type == Boolean.class && (TRUE.contains(word) || FALSE.contains(word))) {
            return JSON.booleanNode(TRUE.contains(word));
        }
        return JSON.textNode(QUOTED_FORMULA.matcher(text).matches() ? text.substring(1) : text);
    }
}
