package dev.fleetcast.access;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** The address clients reach this deployment at. */
@ApplicationScoped
public class PublicUrl {

    private final Optional<String> configured;

    @Inject
    PublicUrl(AccessConfig config) {
        this.configured = config.publicUrl().map(url -> url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
    }

    /** The configured address, else the one the request came to; without a slash at its end. */
    public String base(HttpServerRequest request) {
        return configured.orElseGet(() -> of(request));
    }

    /** The address the request came to, as a trusted proxy has told when there is one. */
    static String of(HttpServerRequest request) {
        HostAndPort authority = request.authority();
        return request.scheme() + "://" + (authority == null ? "localhost" : authority.toString());
    }
}
