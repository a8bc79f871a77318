package dev.fleetcast.problem;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.Response.Status;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Refuses bodies that are compressed (RFC 9110, section 15.5.16): read as they are they would be called malformed. */
class ContentEncodings {

    private static final String NONE = "identity";

    @ServerRequestFilter(preMatching = true, nonBlocking = true)
    void refuse(HttpServerRequest request) {
        String encoding = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.isBlank() && !encoding.strip().equalsIgnoreCase(NONE)) {
            throw HttpProblem.builder()
                    .withTitle(Status.UNSUPPORTED_MEDIA_TYPE.getReasonPhrase())
                    .withStatus(Status.UNSUPPORTED_MEDIA_TYPE)
                    .withDetail("The body is compressed; send it as it is, without Content-Encoding")
                    .withHeader(HttpHeaders.ACCEPT_ENCODING.toString(), NONE)
                    .build();
        }
    }
}
