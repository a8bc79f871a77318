package dev.fleetcast.access.request;

import dev.fleetcast.access.AccessConfig;
import io.quarkus.runtime.Startup;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Decides which web pages may call the API: those of this deployment, and those of origins allowed by {@code
 * quarkus.http.cors.origins}.
 */
@Startup
@ApplicationScoped
public class Origins {

    private static final String PROPERTY = "quarkus.http.cors.origins";
    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

    private final List<String> allowed = new ArrayList<>();
    private final List<Pattern> allowedPatterns = new ArrayList<>();
    private final Optional<String> publicOrigin;

    @Inject
    Origins(@ConfigProperty(name = PROPERTY) Optional<List<String>> configured, AccessConfig config) {
        this(configured.orElse(List.of()), config.publicUrl());
    }

    Origins(List<String> configured, Optional<String> publicUrl) {
        List<String> problems = problems(configured);
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", problems));
        }
        for (String origin : configured) {
            if (isPattern(origin)) {
                allowedPatterns.add(pattern(origin));
            } else {
                allowed.add(origin);
            }
        }
        this.publicOrigin = publicUrl.flatMap(Origins::normalized);
    }

    /**
     * The errors in the configured origins, one line each that starts with the property; empty if there are none. Since
     * credentials are allowed, an entry for every origin would let any site act in the name of a user.
     */
    public static List<String> problems(List<String> configured) {
        List<String> problems = new ArrayList<>();
        for (String origin : configured) {
            if (origin.equals("*") || (isPattern(origin) && matchesAnything(origin))) {
                problems.add(PROPERTY + " must not allow every origin (" + origin + "): list the origins");
            }
        }
        return problems;
    }

    /** Whether a page of the request's origin may read the response; true without an {@code Origin}. */
    boolean mayRead(HttpServerRequest request) {
        String origin = request.getHeader("Origin");
        return origin == null || isAllowed(origin, PublicUrl.of(request));
    }

    /** Whether the request only reads, or certainly does not come from a page of a foreign site. */
    boolean mayWrite(HttpServerRequest request) {
        if (SAFE.contains(request.method())) {
            return true;
        }
        String site = request.getHeader("Sec-Fetch-Site");
        if (site != null && OWN_SITES.contains(site)) {
            return true;
        }
        return isOfAllowedPage(request);
    }

    /** Whether the request certainly comes from an allowed page; false without an {@code Origin}, which browsers send. */
    boolean isOfAllowedPage(HttpServerRequest request) {
        String origin = request.getHeader("Origin");
        return origin != null && isAllowed(origin, PublicUrl.of(request));
    }

    /** Whether the origin is the deployment's own, reached at {@code ownUrl}, or one of the allowed origins. */
    boolean isAllowed(String origin, String ownUrl) {
        if (allowed.contains(origin)
                || allowedPatterns.stream()
                        .anyMatch(pattern -> pattern.matcher(origin).matches())) {
            return true;
        }
        Optional<String> asked = normalized(origin);
        return asked.isPresent() && (asked.equals(publicOrigin) || asked.equals(normalized(ownUrl)));
    }

    /** Scheme, host and port of an absolute URL, in lower case and always with the port. */
    private static Optional<String> normalized(String url) {
        try {
            URI parsed = URI.create(url.strip());
            if (parsed.getScheme() == null || parsed.getHost() == null || parsed.getUserInfo() != null) {
                return Optional.empty();
            }
            String scheme = parsed.getScheme().toLowerCase(Locale.ROOT);
            int standardPort = scheme.equals("https") ? 443 : 80;
            int port = parsed.getPort() < 0 ? standardPort : parsed.getPort();
            return Optional.of(scheme + "://" + parsed.getHost().toLowerCase(Locale.ROOT) + ":" + port);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static boolean isPattern(String origin) {
        return origin.length() > 2 && origin.startsWith("/") && origin.endsWith("/");
    }

    private static Pattern pattern(String origin) {
        return Pattern.compile(origin.substring(1, origin.length() - 1));
    }

    private static boolean matchesAnything(String origin) {
        try {
            return pattern(origin).matcher("https://foreign.invalid:1234").matches();
        } catch (PatternSyntaxException malformed) {
            return true;
        }
    }
}
