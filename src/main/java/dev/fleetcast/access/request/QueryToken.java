package dev.fleetcast.access.request;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fleetcast.access.opaque.AccessTokens;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * The content of the query parameter {@code token}.
 *
 * @param token a login token, or an access token
 * @param endUserId the end user of a shared account
 */
record QueryToken(String token, Optional<String> endUserId) {

    private static final int MAX_LENGTH = 8192;
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Accepts a plain token of either kind, or the base64 form of {@code {"token","id"}}.
     *
     * @return empty if the text is neither
     */
    static Optional<QueryToken> parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        return text.indexOf('.') >= 0 || AccessTokens.isMeant(text)
                ? Optional.of(new QueryToken(text, Optional.empty()))
                : decoded(text).flatMap(QueryToken::ofJson);
    }

    /** Pages put the result of {@code btoa} into the URL unescaped, where a plus sign means a space. */
    private static Optional<String> decoded(String base64) {
        String urlSafe =
                base64.replace(' ', '-').replace('+', '-').replace('/', '_').replace("=", "");
        try {
            return Optional.of(new String(Base64.getUrlDecoder().decode(urlSafe), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static Optional<QueryToken> ofJson(String text) {
        try {
            JsonNode json = JSON.readTree(text);
            Optional<String> id = Optional.of(json.path("id").asText()).filter(given -> !given.isEmpty());
            return Optional.of(json.path("token"))
                    .filter(JsonNode::isTextual)
                    .map(token ->
                            new QueryToken(token.textValue(), json.path("id").isNull() ? Optional.empty() : id));
        } catch (JsonProcessingException malformed) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "QueryToken";
    }
}
