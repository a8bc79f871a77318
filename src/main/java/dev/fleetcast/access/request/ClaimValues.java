package dev.fleetcast.access.request;

import jakarta.json.JsonString;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Reads the formats that issuers use for claims: a list, a single value, or one string of values separated by spaces. */
final class ClaimValues {

    private ClaimValues() {}

    static List<String> texts(Object claim) {
        if (claim == null) {
            return List.of();
        }
        if (claim instanceof Collection<?> several) {
            List<String> texts = new ArrayList<>();
            several.forEach(value -> texts.add(text(value)));
            return texts;
        }
        return List.of(text(claim).trim().split("\\s+"));
    }

    private static String text(Object value) {
        return value instanceof JsonString json ? json.getString() : value.toString();
    }
}
