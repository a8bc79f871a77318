package dev.fleetcast.registry.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;

/** The wire names of form components. */
final class FieldNames {

    static final SnakeCaseStrategy STRATEGY = (SnakeCaseStrategy) PropertyNamingStrategies.SNAKE_CASE;

    private FieldNames() {}

    static String of(RecordComponent component) {
        JsonProperty named = component.getAccessor().getAnnotation(JsonProperty.class);
        return named != null && !named.value().isEmpty() ? named.value() : STRATEGY.translate(component.getName());
    }

    /** The wire name of that component; for any other name, the name in snake case. */
    static String of(Class<?> form, String name) {
        return Arrays.stream(form.getRecordComponents())
                .filter(component -> component.getName().equals(name))
                .map(FieldNames::of)
                .findFirst()
                .orElseGet(() -> STRATEGY.translate(name));
    }
}
