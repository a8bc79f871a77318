package dev.fleetcast.device.token;

import dev.fleetcast.device.DeviceConfig;
import dev.fleetcast.device.RequestFields;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where a request shows its token. */
@ApplicationScoped
class ShownToken {

    private static final String FIELD = "access_token";
    private static final String SCHEME = "Bearer ";
    private static final Set<HttpMethod> WITH_FORM = Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.DELETE);

    private final boolean inQuery;

    ShownToken(DeviceConfig config) {
        this.inQuery = config.queryToken();
    }

    /** The token of the header; empty text, which no token is, for a header of another kind. */
    Optional<String> inHeader(RoutingContext request) {
        List<String> headers = request.request().headers().getAll(HttpHeaders.AUTHORIZATION);
        if (headers.isEmpty()) {
            return Optional.empty();
        }
        String header = headers.get(0);
        return Optional.of(
                headers.size() == 1 && header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                        ? header.substring(SCHEME.length()).strip()
                        : "");
    }

    Optional<String> inQuery(RoutingContext request) {
        return inQuery && request.request().method() == HttpMethod.GET
                ? Optional.ofNullable(request.queryParams().get(FIELD))
                : Optional.empty();
    }

    /** Whether the request may bring its token in a form. */
    boolean mayBeInForm(RoutingContext request) {
        return WITH_FORM.contains(request.request().method())
                && RequestFields.isForm(request.request().getHeader(HttpHeaders.CONTENT_TYPE));
    }

    /** The token of an encoded form. */
    Optional<String> inForm(byte[] body) {
        return RequestFields.of(MediaType.APPLICATION_FORM_URLENCODED, body).text(FIELD);
    }

    /** 401: the request shows no token. */
    static HttpProblem missing() {
        return refusal("invalid_request", "The access token was not found");
    }

    /** 401: the token is not good, or no longer. */
    static HttpProblem bad() {
        return refusal("invalid_token", "The access token provided is invalid.");
    }

    private static HttpProblem refusal(String error, String description) {
        return HttpProblem.builder()
                .withStatus(Status.UNAUTHORIZED)
                .withTitle(Status.UNAUTHORIZED.getReasonPhrase())
                .withDetail(description)
                .with("error", error)
                .build();
    }
}
