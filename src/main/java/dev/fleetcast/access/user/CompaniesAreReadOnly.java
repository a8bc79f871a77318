package dev.fleetcast.access.user;

import dev.fleetcast.access.Roles;
import dev.fleetcast.problem.Problems;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Only administrators of the deployment change companies; those of a company may read their own. */
class CompaniesAreReadOnly {

    private final SecurityIdentity caller;

    CompaniesAreReadOnly(SecurityIdentity caller) {
        this.caller = caller;
    }

    @ServerRequestFilter
    void check(ResourceInfo resource, ContainerRequestContext request) {
        if (resource.getResourceClass() == ClientAdminResource.class
                && !request.getMethod().equals(HttpMethod.GET)
                && !caller.hasRole(Roles.ADMIN)) {
            throw Problems.roleRequired(List.of(Roles.ADMIN));
        }
    }
}
