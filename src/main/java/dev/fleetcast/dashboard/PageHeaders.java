package dev.fleetcast.dashboard;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;

/**
 * Restricts the pages by response headers: browsers run no scripts other than the pages' own, and connect to no host
 * other than this one and the configured tile server.
 */
@ApplicationScoped
class PageHeaders {

    /** Before every filter that may answer. */
    private static final int PRIORITY = 350;

    private static final Set<String> DOCUMENTS = Set.of("/asyncapi.yaml", "/package.json");

    private final String policy;
    private final String examplePolicy;

    PageHeaders(DashboardConfig config) {
        String tiles = config.tiles().url().map(url -> " " + url.source()).orElse("");
        this.policy = ContentPolicy.of("'self'", tiles);
        this.examplePolicy = ContentPolicy.of("'self' " + ExamplePage.scriptHash(), "");
    }

    void register(@Observes Filters filters) {
        filters.register(this::add, PRIORITY);
    }

    private void add(RoutingContext context) {
        String path = context.request().path();
        boolean page = isPage(path);
        if (page) {
            MultiMap headers = context.response().headers();
            headers.set("Content-Security-Policy", path.equals(ExamplePage.PATH) ? examplePolicy : policy);
            headers.set("Referrer-Policy", "strict-origin-when-cross-origin");
        }
        if (page || isPart(path)) {
            MultiMap headers = context.response().headers();
            headers.set("X-Content-Type-Options", "nosniff");
            // Revalidated on every request (304 if unchanged): a page never runs with the modules of another release.
            headers.set(HttpHeaders.CACHE_CONTROL, "no-cache");
        }
        context.next();
    }

    /** The pages of Swagger UI and the Dev UI have scripts of their own. */
    static boolean isPage(String path) {
        return path.equals("/") || path.endsWith(".html") && !path.startsWith("/q/");
    }

    private static boolean isPart(String path) {
        return path.startsWith("/dashboard/") || path.startsWith("/fleetcast.") || DOCUMENTS.contains(path);
    }
}
