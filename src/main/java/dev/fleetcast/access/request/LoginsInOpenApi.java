package dev.fleetcast.access.request;

import dev.fleetcast.access.Roles;
import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.PathItem.HttpMethod;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.eclipse.microprofile.openapi.models.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/**
 * Adds the login by header or cookie, and the 401 and 403 responses, to the OpenAPI description. Quarkus describes only
 * the header, and does not see the role that administration resources inherit.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD, priority = 2)
public class LoginsInOpenApi implements OASFilter {

    /** Same as {@code quarkus.smallrye-openapi.security-scheme-name}. */
    private static final String BEARER = "bearer";

    private static final String COOKIE = "cookie";
    private static final String ADMINISTRATION = "/api/v1/admin/";

    private static final String COMPANIES = ADMINISTRATION + "clients";
    /** Takes no cookies. */
    private static final String DEVICE_API = "/v1/";
    /** Needs no login: the token in the path is the credential. */
    private static final String DELETION = "/v1/access_tokens/{token}";

    private static final Set<String> GENERIC = Set.of("Not Authorized", "Not Allowed");

    @Override
    public void filterOpenAPI(OpenAPI api) {
        api.getComponents()
                .addSecurityScheme(
                        COOKIE,
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.APIKEY)
                                .in(SecurityScheme.In.COOKIE)
                                .name(LoginCookie.NAME)
                                .description(
                                        "The same token, set by a login, for browsers. A write with the cookie alone"
                                                + " must come from a page of this origin or an allowed one."));
        api.getPaths().getPathItems().forEach(LoginsInOpenApi::describe);
    }

    private static void describe(String path, PathItem item) {
        item.getOperations().forEach((method, operation) -> {
            if (path.startsWith(DEVICE_API)) {
                if (!path.equals(DELETION)) {
                    operation.setSecurity(List.of(requirement(BEARER, List.of())));
                }
                return;
            }
            Optional<List<String>> roles = path.startsWith(ADMINISTRATION)
                    ? Optional.of(administrators(path, method, operation))
                    : rolesOf(operation);
            roles.ifPresent(needed -> {
                operation.setSecurity(List.of(requirement(BEARER, needed), requirement(COOKIE, needed)));
                explain(operation, needed, method == HttpMethod.GET);
            });
        });
    }

    /** Only administrators of the deployment change companies. */
    private static List<String> administrators(String path, HttpMethod method, Operation operation) {
        return path.startsWith(COMPANIES) && method != HttpMethod.GET
                ? List.of(Roles.ADMIN)
                : rolesOf(operation).filter(roles -> !roles.isEmpty()).orElse(List.of(Roles.ADMIN, Roles.FLEET_ADMIN));
    }

    private static Optional<List<String>> rolesOf(Operation operation) {
        return Stream.ofNullable(operation.getSecurity())
                .flatMap(List::stream)
                .map(requirement -> requirement.getScheme(BEARER))
                .filter(Objects::nonNull)
                .findFirst();
    }

    private static SecurityRequirement requirement(String scheme, List<String> roles) {
        return OASFactory.createSecurityRequirement().addScheme(scheme, roles);
    }

    private static void explain(Operation operation, List<String> roles, boolean reading) {
        APIResponses responses = operation.getResponses();
        describe(responses, "401", "No login, or its session has ended.");
        if (!roles.isEmpty()) {
            describe(responses, "403", "The user lacks the role: " + String.join(" or ", roles) + ".");
        } else if (!reading) {
            describe(responses, "403", "A page of another site cannot do this with the cookie alone.");
        } else if (isGeneric(responses, "403")) {
            responses.removeAPIResponse("403");
        }
    }

    private static void describe(APIResponses responses, String status, String description) {
        if (!responses.hasAPIResponse(status) || isGeneric(responses, status)) {
            responses.addAPIResponse(status, OASFactory.createAPIResponse().description(description));
        }
    }

    /** Whether Quarkus added the response with a generic description. */
    private static boolean isGeneric(APIResponses responses, String status) {
        return responses.hasAPIResponse(status)
                && GENERIC.contains(responses.getAPIResponse(status).getDescription());
    }
}
