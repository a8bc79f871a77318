package dev.fleetcast.access.user;

import dev.fleetcast.access.Roles;
import dev.fleetcast.problem.Problems;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.NameBinding;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Only administrators of the deployment change companies; those of a company may read their own. */
class CompaniesAreReadOnlyFilter {

    @CompaniesAreReadOnly
    @ServerRequestFilter(nonBlocking = true)
    void check(ContainerRequestContext request) {
        if (!request.getMethod().equals(HttpMethod.GET)
                && !request.getSecurityContext().isUserInRole(Roles.ADMIN)) {
            throw Problems.roleRequired(List.of(Roles.ADMIN));
        }
    }

    /** Marks the resource of companies, which administrators of a company may only read. */
    @NameBinding
    @Retention(RetentionPolicy.RUNTIME)
    @Target({ElementType.METHOD, ElementType.TYPE})
    @interface CompaniesAreReadOnly {}
}
