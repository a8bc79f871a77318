package dev.fleetcast.text;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** A JSON value as text that its author wrote: 1.50 remains 1.50, and an object keeps its blanks. */
public final class WrittenValue {

    private WrittenValue() {}

    /**
     * The value at the parser's token; moves the parser to its end.
     *
     * @param source what the parser reads, in UTF-8 without NUL
     * @return the characters of a string, the JSON text of anything else, null for null
     */
    public static String of(JsonParser parser, byte[] source) throws IOException {
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NULL) {
            return null;
        }
        if (token.isScalarValue()) {
            return parser.getText();
        }
        int start = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        int end = (int) parser.currentLocation().getByteOffset();
        return new String(source, start, end - start, StandardCharsets.UTF_8);
    }
}
