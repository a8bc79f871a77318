package dev.fleetcast.access.request;

import dev.fleetcast.access.AccessConfig;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** The URL at which clients reach this deployment. */
@ApplicationScoped
public class PublicUrl {

    private final Optional<String> configured;

    @Inject
    PublicUrl(AccessConfig config) {
        this.configured = config.publicUrl().map(url -> url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
    }

    /** The configured URL, else the URL of the request; without a trailing slash. */
    public String base(HttpServerRequest request) {
        return configured.orElseGet(() -> of(request));
    }

    /** The URL of the request, as reported by a trusted proxy if there is one. */
    static String of(HttpServerRequest request) {
        HostAndPort authority = request.authority();
        return request.scheme() + "://" + (authority == null ? "localhost" : authority.toString());
    }
}
