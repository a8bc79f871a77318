package dev.fleetcast.channel.api;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import io.quarkiverse.resteasy.problem.HttpProblem;
import jakarta.ws.rs.core.Response.Status;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The form of a receipt: URL-encoded, multipart or empty. Parsed here from the whole body, because the framework's
 * parsers leave a malformed form without a response.
 */
final class FeedbackForm {

    private static final String URL_ENCODED = "application/x-www-form-urlencoded";
    private static final String MULTIPART = "multipart/form-data";
    private static final int MAX_BYTES = 16 * 1024;
    private static final int MAX_FIELDS = 32;

    private final Map<String, String> fields;

    /** The fields of the form, for the OpenAPI description. */
    record Fields(String status, String device, String lastEventId) {}

    private FeedbackForm(Map<String, String> fields) {
        this.fields = fields;
    }

    /**
     * @param contentType the type of the body; null for an URL-encoded form or an empty body
     * @throws HttpProblem 400 for a malformed form, 413 for a large one, 415 for another type of body
     */
    static FeedbackForm of(byte[] body, String contentType) {
        if (body == null || body.length == 0) {
            return new FeedbackForm(Map.of());
        }
        if (body.length > MAX_BYTES) {
            throw HttpProblem.valueOf(
                    Status.REQUEST_ENTITY_TOO_LARGE, "The form is larger than 16 KB. Send a smaller one.");
        }
        String type = contentType == null ? URL_ENCODED : contentType;
        String kind = type.toLowerCase(Locale.ROOT).split(";", 2)[0].strip();
        if (!kind.equals(URL_ENCODED) && !kind.equals(MULTIPART)) {
            throw HttpProblem.valueOf(
                    Status.UNSUPPORTED_MEDIA_TYPE,
                    "The body is not a form. Send application/x-www-form-urlencoded or multipart/form-data.");
        }
        return new FeedbackForm(decoded(body, type, kind.equals(MULTIPART)));
    }

    /** Returns the first value of the field; null if absent. */
    String field(String name) {
        return fields.get(name);
    }

    private static Map<String, String> decoded(byte[] body, String type, boolean multipart) {
        HttpHeaders headers = new DefaultHttpHeaders();
        headers.set(HttpHeaderNames.CONTENT_TYPE, type);
        DefaultFullHttpRequest form = new DefaultFullHttpRequest(
                HttpVersion.HTTP_1_1,
                HttpMethod.POST,
                "/",
                Unpooled.wrappedBuffer(body),
                headers,
                EmptyHttpHeaders.INSTANCE);
        Charset charset = HttpUtil.getCharset(type, StandardCharsets.UTF_8);
        HttpPostRequestDecoder decoder = null;
        try {
            decoder =
                    new HttpPostRequestDecoder(new DefaultHttpDataFactory(false), form, charset, MAX_FIELDS, MAX_BYTES);
            List<InterfaceHttpData> parts = decoder.getBodyHttpDatas();
            if (multipart && (!decoder.isMultipart() || parts.isEmpty() || decoder.currentPartialHttpData() != null)) {
                // The decoder does not report truncated parts, or found none.
                throw malformed();
            }
            return values(parts, multipart ? null : charset);
        } catch (HttpPostRequestDecoder.ErrorDataDecoderException
                | HttpPostRequestDecoder.TooManyFormFieldsException
                | HttpPostRequestDecoder.TooLongFormFieldException
                | IOException unreadable) {
            throw malformed();
        } finally {
            if (decoder != null) {
                decoder.destroy();
            }
            form.release();
        }
    }

    /** @param charset the charset of all parts; null if each declares its own */
    private static Map<String, String> values(List<InterfaceHttpData> parts, Charset charset) throws IOException {
        Map<String, String> fields = new HashMap<>();
        for (InterfaceHttpData part : parts) {
            if (part instanceof Attribute field) {
                // The decoder treats every value as UTF-8; decode strictly, so that malformed bytes are rejected.
                Charset its = charset == null ? field.getCharset() : charset;
                fields.putIfAbsent(
                        field.getName(),
                        its.newDecoder().decode(ByteBuffer.wrap(field.get())).toString());
            }
        }
        return fields;
    }

    private static HttpProblem malformed() {
        return HttpProblem.valueOf(Status.BAD_REQUEST, "The form is malformed.");
    }
}
