package dev.fleetcast.device;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fleetcast.text.WellFormed;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Reads forms ({@code application/x-www-form-urlencoded}) strictly: what cannot be read is refused, never replaced. Only
 * {@code &} separates fields, as browsers write them.
 */
final class FormText {

    private static final int MAX_FIELDS = 100;
    /** One character for each byte, so that nothing is replaced before all bytes of a field are known. */
    private static final Charset BYTES = StandardCharsets.ISO_8859_1;

    private FormText() {}

    /**
     * The fields of a form; the first of several with one name counts.
     *
     * @throws HttpProblem 400 if it is no form, its text is no UTF-8, or it has too many fields
     */
    static ObjectNode fields(byte[] body) {
        ObjectNode fields = JsonNodeFactory.instance.objectNode();
        int count = 0;
        for (String field : new String(body, BYTES).split("&")) {
            if (++count > MAX_FIELDS) {
                throw RequestFields.badRequest("A form may have at most " + MAX_FIELDS + " fields.");
            }
            int equals = field.indexOf('=');
            String name = text(equals < 0 ? field : field.substring(0, equals));
            String value = equals < 0 ? "" : text(field.substring(equals + 1));
            if (!name.isEmpty() && !fields.has(name)) {
                fields.put(name, value);
            }
        }
        return fields;
    }

    private static String text(String encoded) {
        byte[] decoded;
        try {
            decoded = URLDecoder.decode(encoded, BYTES).getBytes(BYTES);
        } catch (IllegalArgumentException malformed) {
            throw RequestFields.badRequest("The body is not an encoded form.");
        }
        if (WellFormed.utf8End(decoded) >= 0) {
            throw RequestFields.badRequest("The text in the form must be UTF-8.");
        }
        return new String(decoded, StandardCharsets.UTF_8);
    }
}
