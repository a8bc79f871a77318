package dev.fleetcast.problem;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.Response.Status;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses compressed bodies (RFC 9110, section 15.5.16): read without decompression, they would be reported as malformed.
 */
class ContentEncodings {

    private static final String NONE = "identity";

    @ServerRequestFilter(preMatching = true, nonBlocking = true)
    void refuse(HttpServerRequest request) {
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.isBlank() && !encoding.strip().equalsIgnoreCase(NONE)) {
            throw HttpProblem.builder()
                    .withTitle(Status.UNSUPPORTED_MEDIA_TYPE.getReasonPhrase())
                    .withStatus(Status.UNSUPPORTED_MEDIA_TYPE)
                    .withDetail("The body is compressed. Send it uncompressed, without Content-Encoding.")
                    .withHeader(HttpHeaders.ACCEPT_ENCODING.toString(), NONE)
                    .build();
        }
    }
}
