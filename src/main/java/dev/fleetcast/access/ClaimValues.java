package dev.fleetcast.access;

import jakarta.json.JsonString;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Claims as other issuers write them: a list, one value, or one text of several separated by spaces. */
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
