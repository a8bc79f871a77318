package dev.fleetcast.channel.api;

import dev.fleetcast.text.WellFormed;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.MalformedInputException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;

/** The body of a push as text, the only type of data in SSE. */
final class PushedEvent {

    /** The media type of a body with more fields than the data. */
    static final String STRUCTURED = "application/vnd.fleetcast.event+json";

    private PushedEvent() {}

    static boolean isStructured(MediaType type) {
        return type != null && STRUCTURED.equalsIgnoreCase(type.getType() + '/' + type.getSubtype());
    }

    /**
     * @param type may be null, as may its charset, which defaults to UTF-8
     * @throws HttpProblem 400 for bytes that are malformed in that charset
     */
    static String text(byte[] body, MediaType type) {
        try {
            String text =
                    charset(type).newDecoder().decode(ByteBuffer.wrap(body)).toString();
            if (WellFormed.isWhole(text)) {
                return text;
            }
            throw new MalformedInputException(1);
        } catch (CharacterCodingException malformed) {
            throw HttpProblem.valueOf(
                    Status.BAD_REQUEST,
                    "The body is not text in its declared character set. Send UTF-8 or declare another one.");
        }
    }

    private static Charset charset(MediaType type) {
        String name = type == null ? null : type.getParameters().get(MediaType.CHARSET_PARAMETER);
        if (name == null) {
            return StandardCharsets.UTF_8;
        }
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            throw HttpProblem.valueOf(Status.BAD_REQUEST, "The character set of the body is unknown. Send UTF-8.");
        }
    }
}
